package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Reads the elements of a frame. Trusts nothing: a length is compared with what is left of the frame before anything is
 * allocated for it, so that no frame can cost more memory than a few times its own size.
 */
final class FrameReader {
    // An array: most of reading is single bytes, and a buffer checks much for each.
    private final byte[] frame;
    private final int end;
    private int position;

    FrameReader(Buffer buffer) {
        this.frame = buffer.getBytes();
        this.end = frame.length;
    }

    /** The type of the frame: its first byte. */
    int type() {
        if (end == 0) {
            throw new LinkProtocolException("Link frame: it is empty.");
        }
        position = 1;
        return frame[0] & 0xFF;
    }

    long number(String what) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= end) {
                throw fault(what, "the frame ends inside it");
            }
            byte next = frame[position++];
            if (shift == 63 && next > 1) {
                throw fault(what, "it is longer than 64 bits");
            }
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw fault(what, "it is longer than 64 bits");
    }

    int smallNumber(String what) {
        long value = number(what);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw fault(what, value + " is not within 0 and " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    boolean flag(String what) {
        long value = number(what);
        if (value != 0 && value != 1) {
            throw fault(what, value + " is neither 0 nor 1");
        }
        return value == 1;
    }

    double fraction(String what) {
        if (end - position < Double.BYTES) {
            throw fault(what, "the frame ends inside it");
        }
        double value = ByteBuffer.wrap(frame).getDouble(position);
        position += Double.BYTES;
        return value;
    }

    /** How many entries follow, each of at least {@code leastSize} bytes. */
    int count(String what, int leastSize) {
        long count = number(what);
        if (count < 0 || count > (end - position) / leastSize) {
            throw fault(
                    what,
                    Long.toUnsignedString(count) + " entries cannot be in the " + (end - position) + " bytes left");
        }
        return (int) count;
    }

    byte[] bytes(String what) {
        int length = count(what, 1);
        byte[] value = Arrays.copyOfRange(frame, position, position + length);
        position += length;
        return value;
    }

    String text(String what) {
        int length = count(what, 1);
        String value = new String(frame, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    Duration duration(String what) {
        long seconds = number(what);
        int nanos = smallNumber(what);
        if (nanos > 999_999_999) {
            throw fault(what, nanos + " is no number of nanoseconds below a second");
        }
        return Duration.ofSeconds(seconds, nanos);
    }

    long[] numbers(String what) {
        long[] values = new long[count(what, 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(what);
        }
        return values;
    }

    /** Nothing may follow. */
    void end() {
        if (position != end) {
            throw fault("end", (end - position) + " bytes follow");
        }
    }

    LinkProtocolException fault(String what, String why) {
        int type = end == 0 ? 0 : frame[0] & 0xFF;
        return new LinkProtocolException(
                "Link frame of type " + type + ", " + what + " at byte " + position + " of " + end + ": " + why + ".");
    }
}
