package dev.hearth.functions.binding;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.util.ClassUtil;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes inputs with which nothing can be wrong: whole numbers in the order and the spelling in which stubs write them. What it does not
 * know may still be right, and is looked at token by token. Safe for use by several threads.
 */
final class PlainInput {
    /** A parameter: what stands before its value, and its type. */
    private record Part(byte[] before, boolean isInt) {
        int digits() {
            return isInt ? PlainJson.INT_DIGITS : PlainJson.LONG_DIGITS;
        }
    }

    private final List<Part> parts;
    private final Constructor<?> constructor;

    private PlainInput(List<Part> parts, Constructor<?> constructor) {
        this.parts = parts;
        this.constructor = constructor;
    }

    /**
     * For an input class with one constructor of all parameters.
     *
     * @param parameters in the order of the constructor's
     * @return null if there are none, or others than whole numbers, or the application reads numbers in its own way
     */
    static @Nullable PlainInput of(
            ObjectMapper mapper, @Nullable JavaType type, Collection<ParameterShape> parameters) {
        if (type == null || parameters.isEmpty()) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        for (ParameterShape parameter : parameters) {
            boolean isInt = is(parameter.type(), int.class, Integer.class);
            if (!(isInt || is(parameter.type(), long.class, Long.class)) || !standard(mapper, parameter.type())) {
                return null;
            }
            String before = (parts.isEmpty() ? "{\"" : ",\"") + parameter.name() + "\":";
            parts.add(new Part(before.getBytes(StandardCharsets.UTF_8), isInt));
        }
        Constructor<?>[] constructors = type.getRawClass().getConstructors();
        List<Class<?>> types = new ArrayList<>();
        parameters.forEach(parameter -> types.add(parameter.type().getRawClass()));
        boolean ofAll = constructors.length == 1
                && Arrays.asList(constructors[0].getParameterTypes()).equals(types);
        return ofAll ? new PlainInput(parts, constructors[0]) : null;
    }

    private static boolean is(JavaType type, Class<?> primitive, Class<?> boxed) {
        return type.hasRawClass(primitive) || type.hasRawClass(boxed);
    }

    /** Whether numbers of this type are read as Jackson itself reads them. */
    private static boolean standard(ObjectMapper mapper, JavaType type) {
        if (!(mapper.getDeserializationContext() instanceof DefaultDeserializationContext blueprint)) {
            return false;
        }
        try {
            DeserializationContext context = blueprint.createDummyInstance(mapper.getDeserializationConfig());
            return ClassUtil.isJacksonStdImpl(context.findRootValueDeserializer(type));
        } catch (JsonMappingException e) {
            return false;
        }
    }

    /** The input; null if it may not be as it must. */
    @Nullable
    Object read(byte[] json) {
        Object[] values = new Object[parts.size()];
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            Part part = parts.get(i);
            int value = skip(json, at, part.before());
            at = PlainJson.endOfNumber(json, value, part.digits());
            if (at < 0) {
                return null;
            }
            long number = PlainJson.number(json, value, at);
            values[i] = part.isInt() ? (Object) (int) number : (Object) number;
        }
        if (at != json.length - 1 || json[at] != '}') {
            return null;
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Input class '" + constructor.getDeclaringClass() + "' cannot be made.", e);
        }
    }

    /** Where the text ends that must stand here; behind all if it does not. */
    private static int skip(byte[] json, int at, byte[] text) {
        if (json.length - at < text.length) {
            return json.length;
        }
        for (int i = 0; i < text.length; i++) {
            if (json[at + i] != text[i]) {
                return json.length;
            }
        }
        return at + text.length;
    }
}
