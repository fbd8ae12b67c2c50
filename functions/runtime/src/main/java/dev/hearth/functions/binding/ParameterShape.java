package dev.hearth.functions.binding;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.util.ClassUtil;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;

/**
 * A parameter as its input must look. Jackson would turn "12" into 12, 1.9 into 1 and 5 into "5"; an input of the wrong JSON type
 * is an error here.
 *
 * @param name its key
 * @param type its type
 * @param required it must be there
 * @param number its position
 */
record ParameterShape(String name, JavaType type, boolean required, int number) {
    private enum Kind {
        INTEGER,
        DECIMAL,
        EXACT_DECIMAL,
        BOOLEAN,
        TEXT
    }

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            Map.entry(byte.class, Kind.INTEGER),
            Map.entry(short.class, Kind.INTEGER),
            Map.entry(int.class, Kind.INTEGER),
            Map.entry(long.class, Kind.INTEGER),
            Map.entry(Byte.class, Kind.INTEGER),
            Map.entry(Short.class, Kind.INTEGER),
            Map.entry(Integer.class, Kind.INTEGER),
            Map.entry(Long.class, Kind.INTEGER),
            Map.entry(BigInteger.class, Kind.INTEGER),
            Map.entry(float.class, Kind.DECIMAL),
            Map.entry(double.class, Kind.DECIMAL),
            Map.entry(Float.class, Kind.DECIMAL),
            Map.entry(Double.class, Kind.DECIMAL),
            Map.entry(BigDecimal.class, Kind.EXACT_DECIMAL),
            Map.entry(boolean.class, Kind.BOOLEAN),
            Map.entry(Boolean.class, Kind.BOOLEAN),
            Map.entry(String.class, Kind.TEXT));

    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    /** Whether a value that begins with this token can be of the type; true for types that only Jackson can judge. */
    boolean accepts(JsonToken token, String text) {
        if (token == JsonToken.VALUE_NULL) {
            return !(required && type.isPrimitive());
        }
        Kind kind = KINDS.get(type.getRawClass());
        if (kind == null) {
            return true;
        }
        return switch (kind) {
            case INTEGER -> token == JsonToken.VALUE_NUMBER_INT;
            // Jackson writes what is not finite as text.
            case DECIMAL -> token.isNumeric() || (token == JsonToken.VALUE_STRING && NOT_FINITE.contains(text));
            case EXACT_DECIMAL -> token.isNumeric();
            case BOOLEAN -> token.isBoolean();
            case TEXT -> token == JsonToken.VALUE_STRING;
        };
    }

    /** The type as a person writes it: without packages and outer classes, and without the box that a value with a default comes in. */
    String typeName() {
        Class<?> plain = required ? null : ClassUtil.primitiveType(type.getRawClass());
        return plain == null ? typeName(type) : plain.getName();
    }

    static String typeName(JavaType type) {
        return type.toCanonical().replaceAll("\\b[a-z_][\\w$]*\\.", "").replaceAll("\\b\\w+\\$", "");
    }
}
