package dev.hearth.platform.run;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts items that come in any order back into the order of their indexes, within a window. A plain class; not safe for use by several threads.
 */
final class Reorder<T> {
    private static final int INITIAL = 64;

    private @Nullable Object[] ring = new @Nullable Object[INITIAL];
    private long next;

    /**
     * Takes an item.
     *
     * @param index at least the next one to be given out, and not taken before
     */
    void put(long index, T item) {
        long ahead = index - next;
        if (ahead < 0) {
            throw new IllegalStateException("Element " + index + " was settled twice.");
        }
        if (ahead >= ring.length) {
            grow(ahead);
        }
        int slot = slot(index);
        if (ring[slot] != null) {
            throw new IllegalStateException("Element " + index + " was settled twice.");
        }
        ring[slot] = item;
    }

    /** The next item in order, or null if it has not come yet. */
    @Nullable
    T poll() {
        int slot = slot(next);
        @SuppressWarnings("unchecked")
        T item = (T) ring[slot];
        if (item != null) {
            ring[slot] = null;
            next++;
        }
        return item;
    }

    private int slot(long index) {
        return (int) (index & (ring.length - 1));
    }

    private void grow(long ahead) {
        int length = ring.length;
        while (length <= ahead) {
            length = Math.multiplyExact(length, 2);
        }
        @Nullable Object[] old = ring;
        int oldMask = old.length - 1;
        ring = Arrays.copyOf(new @Nullable Object[0], length);
        for (long i = next; i < next + old.length; i++) {
            ring[slot(i)] = old[(int) (i & oldMask)];
        }
    }
}
