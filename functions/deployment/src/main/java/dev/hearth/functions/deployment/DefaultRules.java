package dev.hearth.functions.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/** Reads the value of a {@code @Default}, and refuses what its parameter can't take as far as that is known. */
final class DefaultRules {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String STRING = "java.lang.String";
    private static final String OPTIONAL = "java.util.Optional";

    private final IndexView index;

    DefaultRules(IndexView index) {
        this.index = index;
    }

    /** Either is empty. */
    record Judged(Optional<String> json, Optional<Refusal> refusal) {
        static Judged refused(String why, String remedy) {
            return new Judged(Optional.empty(), Optional.of(new Refusal(why, remedy)));
        }
    }

    Judged judge(String value, Type declared) {
        Type type = content(declared);
        if (type.name().toString().equals(STRING)) {
            return new Judged(Optional.of(TextNode.valueOf(value).toString()), Optional.empty());
        }
        JsonNode node;
        try {
            node = JSON.readTree(value);
        } catch (JsonProcessingException e) {
            return Judged.refused("is not JSON: " + value, "Give a JSON value, strings in it with quotes");
        }
        if (node.isMissingNode() || node.isNull()) {
            return Judged.refused("is null or nothing", "Give a value, or make the parameter an Optional");
        }
        Optional<String> expected = expected(node, type);
        return expected.isPresent()
                ? Judged.refused("is " + value + ", but must be " + expected.get(), "Give such a value")
                : new Judged(Optional.of(node.toString()), Optional.empty());
    }

    private static Type content(Type type) {
        boolean optional = type.kind() == Type.Kind.PARAMETERIZED_TYPE
                && type.name().toString().equals(OPTIONAL);
        return optional ? type.asParameterizedType().arguments().get(0) : type;
    }

    /** What the type needs, if the node is not that. */
    private Optional<String> expected(JsonNode node, Type type) {
        if (type.kind() == Type.Kind.ARRAY) {
            boolean bytes = type.asArrayType().constituent().name().toString().equals("byte");
            return need(node.isArray() || (bytes && node.isTextual()), "a JSON array");
        }
        return switch (type.name().toString()) {
            case "boolean", "java.lang.Boolean" -> need(node.isBoolean(), "true or false");
            case "byte", "java.lang.Byte" -> whole(node, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "short", "java.lang.Short" -> whole(node, Short.MIN_VALUE, Short.MAX_VALUE);
            case "int", "java.lang.Integer", "java.util.OptionalInt" ->
                whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long", "java.lang.Long", "java.util.OptionalLong" -> whole(node, Long.MIN_VALUE, Long.MAX_VALUE);
            case "java.math.BigInteger" -> need(node.isIntegralNumber(), "a whole number");
            case "float", "double", "java.lang.Float", "java.lang.Double", "java.math.BigDecimal" ->
                need(node.isNumber(), "a number");
            case "char", "java.lang.Character" ->
                need(node.isTextual() && node.textValue().length() == 1, "a JSON string of one character");
            default -> structured(node, type);
        };
    }

    private Optional<String> structured(JsonNode node, Type type) {
        String name = type.name().toString();
        if (JdkTypes.GENERIC.contains(name)) {
            return name.endsWith("Map") ? need(node.isObject(), "a JSON object") : need(node.isArray(), "a JSON array");
        }
        ClassInfo info = index.getClassByName(type.name());
        if (info != null && info.isEnum()) {
            return constant(node, info);
        }
        return info != null && info.isRecord() ? record(node, info) : Optional.empty();
    }

    private static Optional<String> constant(JsonNode node, ClassInfo type) {
        var constants = type.enumConstants().stream().map(field -> field.name()).toList();
        // @JsonProperty and @JsonValue may give constants other names: then only the syntax is judged.
        boolean renamed = type.annotations().stream()
                .anyMatch(annotation -> annotation.name().toString().startsWith("com.fasterxml.jackson."));
        return need(
                renamed || (node.isTextual() && constants.contains(node.textValue())),
                "one of the JSON strings \"" + String.join("\", \"", constants) + "\"");
    }

    private static Optional<String> record(JsonNode node, ClassInfo type) {
        boolean custom = type.annotations().stream()
                .anyMatch(annotation -> annotation.name().toString().startsWith("com.fasterxml.jackson."));
        return need(custom || node.isObject(), "a JSON object");
    }

    private static Optional<String> whole(JsonNode node, long min, long max) {
        boolean fits = node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= min
                && node.longValue() <= max;
        return need(fits, "a whole number from " + min + " to " + max);
    }

    private static Optional<String> need(boolean fits, String expected) {
        return fits ? Optional.empty() : Optional.of(expected);
    }
}
