package dev.hearth.platform.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** How often durations fell between fixed bounds, and their sum. Counting costs a few nanoseconds. Not safe for use by several threads. */
public final class Durations {
    /** The upper bounds, inclusive; longer ones are counted beyond the last. */
    public static final List<Duration> BOUNDS = List.of(
            Duration.ofNanos(100_000),
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30));

    private static final long[] NANOS =
            BOUNDS.stream().mapToLong(Duration::toNanos).toArray();

    /** By how many binary digits a duration has: the first bucket that it may fall into. One or two comparisons then decide. */
    private static final int[] FIRST = IntStream.rangeClosed(0, Long.SIZE)
            .map(digits -> bucket(digits == 0 ? 0 : 1L << (digits - 1), 0))
            .toArray();

    private final long[] counts = new long[NANOS.length + 1];
    private long sumNanos;

    /** Counts one. */
    public void record(long nanos) {
        counts[bucket(nanos, FIRST[Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, nanos))])]++;
        sumNanos += nanos;
    }

    private static int bucket(long nanos, int first) {
        int bucket = first;
        while (bucket < NANOS.length && nanos > NANOS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** Counts all of another. */
    public void add(Durations other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        sumNanos += other.sumNanos;
    }

    /** How many are in each bucket, not those below it; the last is beyond all bounds. */
    public long[] counts() {
        return counts.clone();
    }

    /** The sum of all, in seconds. */
    public double sumSeconds() {
        return sumNanos / 1e9;
    }
}
