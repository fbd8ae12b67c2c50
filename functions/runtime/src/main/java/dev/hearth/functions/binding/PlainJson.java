package dev.hearth.functions.binding;

import dev.hearth.functions.catalog.ParameterSpec;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON of whole numbers and booleans without a parser or a generator, whose making costs ten times the work. Everything here may decline
 * by returning null, and then the mapper does it.
 */
final class PlainJson {
    /** So many digits are surely an int. */
    static final int INT_DIGITS = 9;

    /** So many are surely a long. */
    static final int LONG_DIGITS = 18;

    private PlainJson() {}

    /** The arguments as an object, if all are whole numbers and booleans. */
    static byte @Nullable [] arguments(List<ParameterSpec> parameters, @Nullable Object[] arguments) {
        for (Object argument : arguments) {
            if (!plain(argument)) {
                return null;
            }
        }
        StringBuilder json = new StringBuilder(32).append('{');
        for (int i = 0; i < arguments.length; i++) {
            json.append(i == 0 ? "\"" : ",\"").append(parameters.get(i).name()).append("\":");
            json.append(arguments[i]);
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A value, if it is a whole number or a boolean. */
    static byte @Nullable [] value(Object value) {
        return plain(value) ? value.toString().getBytes(StandardCharsets.US_ASCII) : null;
    }

    private static boolean plain(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Boolean;
    }

    /** A number as an int or a long, if it is short enough to be surely one. */
    static @Nullable Object number(Type type, byte[] json) {
        boolean isInt = type == int.class || type == Integer.class;
        if (!isInt && type != long.class && type != Long.class) {
            return null;
        }
        if (endOfNumber(json, 0, isInt ? INT_DIGITS : LONG_DIGITS) != json.length) {
            return null;
        }
        long value = number(json, 0, json.length);
        return isInt ? (Object) (int) value : (Object) value;
    }

    /** The value of a whole number that {@link #endOfNumber} has found. */
    static long number(byte[] json, int from, int end) {
        boolean negative = json[from] == '-';
        long value = 0;
        for (int i = negative ? from + 1 : from; i < end; i++) {
            value = value * 10 + json[i] - '0';
        }
        return negative ? -value : value;
    }

    /** Where the whole number ends that begins here; -1 if there is none, if it has more digits, or a zero in front. */
    static int endOfNumber(byte[] json, int from, int mostDigits) {
        int start = from < json.length && json[from] == '-' ? from + 1 : from;
        int end = start;
        while (end < json.length && end - start <= mostDigits && json[end] >= '0' && json[end] <= '9') {
            end++;
        }
        int digits = end - start;
        boolean none = digits < 1 || digits > mostDigits || (digits > 1 && json[start] == '0');
        return none ? -1 : end;
    }
}
