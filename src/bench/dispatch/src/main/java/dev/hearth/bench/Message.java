package dev.hearth.bench;

import java.nio.ByteBuffer;

/** What peers send: a number, in as many bytes as Hearth's JSON argument has. The answer is the same with the number plus one. */
final class Message {
    static final int BYTES = 16;

    private Message() {}

    static byte[] of(long value) {
        return ByteBuffer.allocate(BYTES).putLong(value).array();
    }

    static long value(byte[] message) {
        if (message.length != BYTES) {
            throw new IllegalArgumentException("A message has " + message.length + " bytes instead of " + BYTES + ".");
        }
        return ByteBuffer.wrap(message).getLong();
    }

    /** A worker's whole work. */
    static byte[] plusOne(byte[] message) {
        return of(value(message) + 1);
    }
}
