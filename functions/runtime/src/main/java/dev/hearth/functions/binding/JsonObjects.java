package dev.hearth.functions.binding;

/** JSON objects as bytes. */
public final class JsonObjects {
    private JsonObjects() {}

    /**
     * One object with the properties of both, joined as text: nothing is parsed.
     *
     * @throws BadInputException if one of them is no object
     */
    public static byte[] merge(byte[] first, byte[] second) {
        int firstEnd = lastVisible(first);
        int secondStart = firstVisible(second);
        if (!isObject(first, firstVisible(first), firstEnd) || !isObject(second, secondStart, lastVisible(second))) {
            byte[] wrong = isObject(first, firstVisible(first), firstEnd) ? second : first;
            throw new BadInputException("Arguments must be a JSON object, but are " + Excerpt.of(wrong) + ".");
        }
        if (isEmpty(first)) {
            return second;
        }
        if (isEmpty(second)) {
            return first;
        }
        byte[] merged = new byte[firstEnd + second.length - secondStart];
        System.arraycopy(first, 0, merged, 0, firstEnd);
        System.arraycopy(second, secondStart, merged, firstEnd, second.length - secondStart);
        // In place of the second's opening brace; the first's closing one is left out.
        merged[firstEnd] = ',';
        return merged;
    }

    private static boolean isObject(byte[] json, int start, int end) {
        return start < end && json[start] == '{' && json[end] == '}';
    }

    private static boolean isEmpty(byte[] object) {
        for (int i = firstVisible(object) + 1; i < object.length; i++) {
            if (!isSpace(object[i])) {
                return object[i] == '}';
            }
        }
        return false;
    }

    private static int firstVisible(byte[] json) {
        int i = 0;
        while (i < json.length && isSpace(json[i])) {
            i++;
        }
        return i;
    }

    private static int lastVisible(byte[] json) {
        int i = json.length - 1;
        while (i >= 0 && isSpace(json[i])) {
            i--;
        }
        return i;
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }
}
