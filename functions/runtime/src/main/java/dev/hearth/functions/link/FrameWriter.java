package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Writes the elements of a frame: numbers as varints of seven bits a byte, texts and bytes behind their length. */
final class FrameWriter {
    private static final int LONGEST_NUMBER = 10;
    private static final int LONGEST_FRAME = Integer.MAX_VALUE - 8;

    // An array: most of writing is single bytes, and a buffer checks much for each.
    private byte[] frame;
    private int length;

    FrameWriter(int type, int sizeHint) {
        frame = new byte[Math.max(LONGEST_NUMBER, sizeHint)];
        frame[length++] = (byte) type;
    }

    Buffer toBuffer() {
        return Buffer.buffer(length).appendBytes(frame, 0, length);
    }

    private void makeRoom(int more) {
        int needed = Math.addExact(length, more);
        if (needed > frame.length) {
            frame = Arrays.copyOf(frame, Math.max(needed, (int) Math.min(LONGEST_FRAME, 2L * frame.length)));
        }
    }

    FrameWriter number(long value) {
        makeRoom(LONGEST_NUMBER);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            frame[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        frame[length++] = (byte) rest;
        return this;
    }

    FrameWriter flag(boolean value) {
        return number(value ? 1 : 0);
    }

    FrameWriter fraction(double value) {
        makeRoom(Double.BYTES);
        ByteBuffer.wrap(frame).putDouble(length, value);
        length += Double.BYTES;
        return this;
    }

    FrameWriter bytes(byte[] value) {
        number(value.length);
        makeRoom(value.length);
        System.arraycopy(value, 0, frame, length, value.length);
        length += value.length;
        return this;
    }

    FrameWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    FrameWriter duration(Duration value) {
        return number(value.getSeconds()).number(value.getNano());
    }

    FrameWriter numbers(long[] values) {
        number(values.length);
        for (long value : values) {
            number(value);
        }
        return this;
    }
}
