package dev.hearth.platform.run;

import java.util.Arrays;

/** A map from indexes of elements to numbers, without a box for either: each element of a map goes through it. Open addressing, linear probing. */
final class IndexMap {
    private static final int INITIAL = 256;
    private static final long FREE = -1;

    /** Scatters neighbours: side by side they would be one long chain, which each removal at its head would have to walk. */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private long[] keys = filled(INITIAL);
    private int[] values = new int[INITIAL];
    private int size;

    /** Adds an index that is not there. */
    void put(long index, int value) {
        if (++size > keys.length / 2) {
            grow();
        }
        int at = find(index);
        keys[at] = index;
        values[at] = value;
    }

    /** Removes an index that is there. Returns its number; 0 if it is not there. */
    int remove(long index) {
        int hole = find(index);
        if (keys[hole] != index) {
            return 0;
        }
        int value = values[hole];
        size--;
        int mask = keys.length - 1;
        // Those behind it move up, so that no search ends at the hole before what it looks for.
        for (int at = (hole + 1) & mask; keys[at] != FREE; at = (at + 1) & mask) {
            int home = slot(keys[at]);
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                keys[hole] = keys[at];
                values[hole] = values[at];
                hole = at;
            }
        }
        keys[hole] = FREE;
        return value;
    }

    private int find(long index) {
        int at = slot(index);
        while (keys[at] != FREE && keys[at] != index) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private int slot(long index) {
        return (int) ((index * GOLDEN_RATIO) >>> 32) & (keys.length - 1);
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = filled(oldKeys.length * 2);
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }

    private static long[] filled(int length) {
        long[] keys = new long[length];
        Arrays.fill(keys, FREE);
        return keys;
    }
}
