package dev.hearth.functions.binding;

import java.io.OutputStream;
import java.util.Arrays;

/** Collects bytes up to a limit; counts, but does not keep, those beyond it. */
final class LimitedOutput extends OutputStream {
    private final int limit;
    private byte[] bytes = new byte[256];
    private long length;

    LimitedOutput(int limit) {
        this.limit = limit;
    }

    long length() {
        return length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, (int) length);
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        long sum = length + count;
        if (sum <= limit) {
            if (sum > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(sum, 2L * bytes.length)));
            }
            System.arraycopy(source, offset, bytes, (int) length, count);
        }
        length = sum;
    }
}
