package dev.hearth.platform.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts bytes that arrive in pieces into lines; holds one piece and at most one line's beginning. Not safe for use by several threads. */
final class LineSplitter {
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

    /** The next piece; only when {@link #next} has no more lines to give. */
    void feed(byte[] bytes) {
        piece = bytes;
        position = 0;
    }

    /** Whether some of the last piece is left. */
    boolean hasMore() {
        return position < piece.length;
    }

    /** Whether the rest of the last piece has the end of a line. */
    boolean hasLine() {
        for (int i = position; i < piece.length; i++) {
            if (piece[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    /** How many lines were given, blank ones among them: the number of the last line, counted from 1. */
    long lines() {
        return lines;
    }

    /** How many lines were given that are not blank. */
    long given() {
        return given;
    }

    /** The next whole line that is not blank, or null if a further piece is needed. */
    byte @Nullable [] next() {
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

    /** The last line, when it had no end; null if there is none. */
    byte @Nullable [] last() {
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
