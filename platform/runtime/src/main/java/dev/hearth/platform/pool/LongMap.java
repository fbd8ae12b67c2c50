package dev.hearth.platform.pool;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A map from positive numbers, without a box for each: leases are looked up once for each element. Open addressing, linear probing. */
final class LongMap<V> {
    private long[] keys = new long[64];
    private @Nullable Object[] values = new Object[64];
    private int size;

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    V get(long key) {
        int at = find(key);
        return keys[at] == key ? (V) values[at] : null;
    }

    void put(long key, V value) {
        int at = find(key);
        if (keys[at] == 0) {
            if (++size > keys.length / 2) {
                grow();
                at = find(key);
            }
            keys[at] = key;
        }
        values[at] = value;
    }

    void remove(long key) {
        if (key <= 0) {
            return;
        }
        int hole = find(key);
        if (keys[hole] != key) {
            return;
        }
        size--;
        int mask = keys.length - 1;
        // Whatever was pushed past the hole by its neighbours moves back into it, so that no search ends too early.
        for (int at = (hole + 1) & mask; keys[at] != 0; at = (at + 1) & mask) {
            int home = home(keys[at]);
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                keys[hole] = keys[at];
                values[hole] = values[at];
                hole = at;
            }
        }
        keys[hole] = 0;
        values[hole] = null;
    }

    private int find(long key) {
        int mask = keys.length - 1;
        int at = home(key);
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Keys are mostly numbered one after another, and come so: sixteen neighbours lie together, and so share cache lines. */
    private int home(long key) {
        int block = (int) (((key >>> 4) * 0x9E3779B97F4A7C15L) >>> 32);
        return ((block << 4) | ((int) key & 15)) & (keys.length - 1);
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = Arrays.copyOf(new Object[0], keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
