package dev.hearth.platform.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts into lines; a blank one is no element. */
final class LineSplitter implements Splitter {
    private final int limit;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private byte[] piece = new byte[0];
    private int position;
    private long lines;
    private long given;

    /** @param limit the longest line in bytes, without its end */
    LineSplitter(int limit) {
        this.limit = limit;
    }

    @Override
    public void feed(byte[] bytes) {
        piece = bytes;
        position = 0;
    }

    @Override
    public boolean hasMore() {
        return position < piece.length;
    }

    /** Whether the rest of the last piece has the end of a line. */
    @Override
    public boolean hasElement() {
        for (int i = position; i < piece.length; i++) {
            if (piece[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    @Override
    public String place() {
        return "element " + (given - 1) + " (line " + lines + ")";
    }

    @Override
    public byte @Nullable [] next() {
        while (position < piece.length) {
            int end = position;
            while (end < piece.length && piece[end] != '\n') {
                end++;
            }
            if (begun.size() + end - position > limit) {
                throw InputException.tooLarge("element " + given + " (line " + (lines + 1) + ")", limit);
            }
            if (end == piece.length) {
                begun.write(piece, position, end - position);
                position = end;
                return null;
            }
            byte[] line = take(end);
            position = end + 1;
            lines++;
            if (!blank(line)) {
                given++;
                return line;
            }
        }
        return null;
    }

    /** The last line, when it had no end. */
    @Override
    public byte @Nullable [] last() {
        byte[] line = begun.toByteArray();
        begun.reset();
        if (blank(line)) {
            return null;
        }
        lines++;
        given++;
        return line;
    }

    private byte[] take(int end) {
        if (begun.size() == 0) {
            return Arrays.copyOfRange(piece, position, end);
        }
        begun.write(piece, position, end - position);
        byte[] line = begun.toByteArray();
        begun.reset();
        return line;
    }

    private static boolean blank(byte[] line) {
        return line.length == 0 || new String(line, StandardCharsets.UTF_8).isBlank();
    }
}
