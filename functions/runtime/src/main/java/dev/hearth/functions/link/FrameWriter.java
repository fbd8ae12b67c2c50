package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes the elements of a frame: numbers as varints of seven bits a byte, texts and bytes behind their length. */
final class FrameWriter {
    private final Buffer buffer;

    FrameWriter(int type, int sizeHint) {
        buffer = Buffer.buffer(sizeHint);
        buffer.appendByte((byte) type);
    }

    Buffer toBuffer() {
        return buffer;
    }

    FrameWriter number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer.appendByte((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        buffer.appendByte((byte) rest);
        return this;
    }

    FrameWriter flag(boolean value) {
        buffer.appendByte((byte) (value ? 1 : 0));
        return this;
    }

    FrameWriter fraction(double value) {
        buffer.appendDouble(value);
        return this;
    }

    FrameWriter bytes(byte[] value) {
        number(value.length);
        buffer.appendBytes(value);
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
