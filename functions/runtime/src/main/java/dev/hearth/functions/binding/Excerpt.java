package dev.hearth.functions.binding;

import java.nio.charset.StandardCharsets;

/** The part of an input that goes into a message: long inputs must not flood logs. */
final class Excerpt {
    static final int LENGTH = 100;

    private Excerpt() {}

    static String of(byte[] json) {
        // A character has four bytes at most.
        int end = Math.min(json.length, 4 * LENGTH + 4);
        return json.length == 0 ? "empty" : of(new String(json, 0, end, StandardCharsets.UTF_8));
    }

    static String of(String text) {
        if (text.length() <= LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LENGTH - 4)) ? LENGTH - 4 : LENGTH - 3;
        return text.substring(0, end) + "...";
    }

    /** What is around a place. */
    static String around(byte[] json, long offset) {
        int start = (int) Math.max(0, Math.min(offset, json.length) - LENGTH / 2);
        int end = Math.min(json.length, start + LENGTH);
        return json.length == 0 ? "empty" : of(new String(json, start, end - start, StandardCharsets.UTF_8));
    }
}
