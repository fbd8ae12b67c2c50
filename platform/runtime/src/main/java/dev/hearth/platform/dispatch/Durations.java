package dev.hearth.platform.dispatch;

import java.time.Duration;
import java.util.List;

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

    private final long[] counts = new long[NANOS.length + 1];
    private long sumNanos;

    /** Counts one. */
    public void record(long nanos) {
        int bucket = 0;
        // Most are short, so the first comparisons decide.
        while (bucket < NANOS.length && nanos > NANOS[bucket]) {
            bucket++;
        }
        counts[bucket]++;
        sumNanos += nanos;
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
