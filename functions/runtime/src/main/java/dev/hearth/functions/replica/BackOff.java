package dev.hearth.functions.replica;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: longer each time, and not as long as others do. Not safe for use by several threads. */
final class BackOff {
    static final long FIRST_MILLIS = 200;
    static final long LONGEST_MILLIS = 5_000;

    private long millis = FIRST_MILLIS;

    /** @param leastMillis the other end has asked for so much; a fifth may be added */
    long next(long leastMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long own = random.nextLong(millis / 2, millis + 1);
        millis = Math.min(LONGEST_MILLIS, 2 * millis);
        return Math.max(own, leastMillis + random.nextLong(leastMillis / 5 + 1));
    }

    void reset() {
        millis = FIRST_MILLIS;
    }
}
