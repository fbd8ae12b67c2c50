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

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private PlainJson() {}

    /** The arguments as an object, if all are whole numbers and booleans, and their names are plain too. */
    static byte @Nullable [] arguments(List<ParameterSpec> parameters, @Nullable Object[] arguments) {
        int length = 2 + Math.max(0, arguments.length - 1);
        for (int i = 0; i < arguments.length; i++) {
            int value = length(arguments[i]);
            if (value == 0) {
                return null;
            }
            length += parameters.get(i).name().length() + 3 + value;
        }
        byte[] json = new byte[length];
        json[0] = '{';
        json[length - 1] = '}';
        int at = 1;
        for (int i = 0; i < arguments.length; i++) {
            if (i > 0) {
                json[at++] = ',';
            }
            json[at++] = '"';
            String name = parameters.get(i).name();
            for (int j = 0; j < name.length(); j++) {
                char letter = name.charAt(j);
                if (letter < ' ' || letter >= 128) {
                    return null;
                }
                json[at++] = (byte) letter;
            }
            json[at++] = '"';
            json[at++] = ':';
            at += length(arguments[i]);
            write(arguments[i], json, at);
        }
        return json;
    }

    /** How many characters a whole number or a boolean has; 0 for anything else. */
    private static int length(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 4 : 5;
        }
        if (!(value instanceof Integer || value instanceof Long)) {
            return 0;
        }
        long rest = ((Number) value).longValue();
        int length = rest < 0 ? 2 : 1;
        for (rest /= 10; rest != 0; rest /= 10) {
            length++;
        }
        return length;
    }

    /** Writes what {@link #length} has measured, up to a place. */
    private static void write(@Nullable Object value, byte[] json, int end) {
        if (value instanceof Boolean truth) {
            byte[] word = truth ? TRUE : FALSE;
            System.arraycopy(word, 0, json, end - word.length, word.length);
        } else if (value instanceof Number number) {
            long rest = number.longValue();
            int at = end;
            do {
                // Of a negative number, the remainder is negative too, so that the least one needs no case of its own.
                json[--at] = (byte) ('0' + Math.abs(rest % 10));
                rest /= 10;
            } while (rest != 0);
            if (number.longValue() < 0) {
                json[--at] = '-';
            }
        }
    }

    /** A value, if it is a whole number or a boolean. */
    static byte @Nullable [] value(Object value) {
        int length = length(value);
        if (length == 0) {
            return null;
        }
        byte[] json = new byte[length];
        write(value, json, length);
        return json;
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
