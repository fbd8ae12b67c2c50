package dev.hearth.platform.run;

import dev.hearth.functions.link.BoundArguments;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The digests of a map's elements, and of all of them in order. It shall tell other elements apart, not withstand somebody who wants to deceive it: a checksum
 * for each costs a fraction of a cryptographic digest, and only the checksums go through one. Not safe for use by several threads.
 */
final class MapDigest {
    private static final int ELEMENTS_AT_ONCE = 512;

    private final CRC32C crc = new CRC32C();
    private final ArgumentDigest whole = new ArgumentDigest();
    private final ByteBuffer parts = ByteBuffer.allocate(ELEMENTS_AT_ONCE * 2 * Integer.BYTES);
    private long bound;
    private int boundDigest;

    /** Adds the next element. Returns its own digest, in which bound arguments, which are looked at once, stand for themselves. */
    int add(byte[] input, @Nullable BoundArguments shared) {
        if (shared != null && shared.id() != bound) {
            bound = shared.id();
            boundDigest = checksum(shared.input());
        }
        int own = checksum(input);
        int digest = shared == null ? own : own ^ Integer.rotateLeft(boundDigest, 1);
        parts.putInt(digest).putInt(input.length);
        if (!parts.hasRemaining()) {
            flush();
        }
        return digest;
    }

    private int checksum(byte[] input) {
        crc.reset();
        crc.update(input);
        return (int) crc.getValue();
    }

    private void flush() {
        whole.add(parts.array(), parts.position());
        parts.clear();
    }

    /** Of all elements; none may follow. */
    String end() {
        flush();
        return whole.end();
    }
}
