package dev.hearth.platform.http;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one JSON array into its elements, byte for byte as they came. It knows strings and brackets only: whether an element is JSON is
 * for a parser to say, which this cannot be, for a parser waits for input or copies every token.
 */
final class ArraySplitter implements Splitter {
    private enum Where {
        BEFORE,
        INSIDE,
        BEHIND
    }

    private final int limit;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final ArrayDeque<byte[]> whole = new ArrayDeque<>();
    private Where where = Where.BEFORE;
    private int depth;
    private boolean inText;
    private boolean escaped;
    private long found;
    private long given;
    private @Nullable InputException failure;

    /** @param limit the longest element in bytes */
    ArraySplitter(int limit) {
        this.limit = limit;
    }

    @Override
    public void feed(byte[] bytes) {
        int from = 0;
        try {
            for (int i = 0; i < bytes.length; i++) {
                byte b = bytes[i];
                if (where != Where.INSIDE) {
                    outside(b);
                    from = i + 1;
                } else if (inText) {
                    inText = escaped || b != '"';
                    escaped = !escaped && b == '\\';
                } else if (begun.size() == 0 && from == i && isBlank(b)) {
                    from = i + 1;
                } else if (depth == 0 && (b == ',' || b == ']')) {
                    keep(bytes, from, i);
                    ended(b);
                    from = i + 1;
                } else {
                    nested(b);
                }
            }
            if (where == Where.INSIDE) {
                keep(bytes, from, bytes.length);
            }
        } catch (InputException e) {
            // The elements before it come first.
            failure = e;
        }
    }

    private void outside(byte b) {
        if (isBlank(b)) {
            return;
        }
        if (where == Where.BEFORE && b == '[') {
            where = Where.INSIDE;
        } else if (where == Where.BEFORE) {
            throw InputException.malformed(
                    "Cannot read the input: it must be a JSON array of the elements, but begins with '" + (char) b
                            + "'. Elements a line are " + MediaType.NDJSON + ".");
        } else {
            throw InputException.malformed(
                    "Cannot read the input: there is more after the array's end, behind element " + (found - 1) + ".");
        }
    }

    private void nested(byte b) {
        if (b == '"') {
            inText = true;
        } else if (b == '[' || b == '{') {
            depth++;
        } else if ((b == ']' || b == '}') && depth > 0) {
            depth--;
        }
    }

    private void ended(byte b) {
        if (begun.size() > 0) {
            whole.add(begun.toByteArray());
            begun.reset();
            found++;
        } else if (b == ',' || found > 0) {
            throw InputException.malformed(
                    "Cannot read element " + found + ": there is nothing before the '" + (char) b + "'.");
        }
        if (b == ']') {
            where = Where.BEHIND;
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        if (begun.size() + to - from > limit) {
            throw InputException.tooLarge("element " + found, limit);
        }
        begun.write(bytes, from, to - from);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    @Override
    public boolean hasMore() {
        return hasElement();
    }

    @Override
    public boolean hasElement() {
        return !whole.isEmpty() || failure != null;
    }

    @Override
    public byte @Nullable [] next() {
        byte[] element = whole.poll();
        if (element != null) {
            given++;
        } else if (failure != null) {
            throw failure;
        }
        return element;
    }

    @Override
    public byte @Nullable [] last() {
        if (where != Where.BEHIND) {
            throw InputException.malformed("Cannot read element " + found + ": the input ends inside the array.");
        }
        return null;
    }

    @Override
    public String place() {
        return "element " + (given - 1);
    }
}
