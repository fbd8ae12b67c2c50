package dev.hearth.functions.binding;

import com.fasterxml.jackson.databind.JavaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Knows at a glance inputs with which nothing can be wrong: whole numbers in the order and the spelling in which stubs write them. What it
 * does not know may still be right, and is looked at token by token.
 */
final class PlainInput {
    /** A parameter: what stands before its value, and how many digits surely fit its type. */
    private record Part(byte[] before, int digits) {}

    /** None if there are parameters of other types. */
    private final List<Part> parts = new ArrayList<>();

    PlainInput(Collection<ParameterShape> parameters) {
        for (ParameterShape parameter : parameters) {
            int digits = digits(parameter.type());
            if (digits == 0) {
                parts.clear();
                return;
            }
            String before = (parts.isEmpty() ? "{\"" : ",\"") + parameter.name() + "\":";
            parts.add(new Part(before.getBytes(StandardCharsets.UTF_8), digits));
        }
    }

    private static int digits(JavaType type) {
        if (type.hasRawClass(int.class) || type.hasRawClass(Integer.class)) {
            return PlainJson.INT_DIGITS;
        }
        return type.hasRawClass(long.class) || type.hasRawClass(Long.class) ? PlainJson.LONG_DIGITS : 0;
    }

    /** Whether the input is surely as it must be. */
    boolean fits(byte[] json) {
        int at = 0;
        for (Part part : parts) {
            int value = skip(json, at, part.before());
            at = PlainJson.endOfNumber(json, value, part.digits());
            if (at < 0) {
                return false;
            }
        }
        return !parts.isEmpty() && at == json.length - 1 && json[at] == '}';
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
