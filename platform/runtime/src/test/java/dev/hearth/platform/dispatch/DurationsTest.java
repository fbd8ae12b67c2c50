package dev.hearth.platform.dispatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {
    private final Durations durations = new Durations();

    @Test
    void aBoundBelongsToItsBucketAndWhatIsLongerToTheNext() {
        long[] expected = new long[Durations.BOUNDS.size() + 1];
        for (int i = 0; i < Durations.BOUNDS.size(); i++) {
            long bound = Durations.BOUNDS.get(i).toNanos();
            durations.record(bound - 1);
            durations.record(bound);
            durations.record(bound + 1);
            expected[i] += 2;
            expected[i + 1]++;
        }
        assertArrayEquals(expected, durations.counts());
    }

    @Test
    void theShortestAndTheLongestAreCounted() {
        // A clock that goes back a little gives less than nothing.
        durations.record(-5);
        durations.record(0);
        durations.record(1);
        durations.record(Long.MAX_VALUE);
        long[] counts = durations.counts();
        assertEquals(3, counts[0]);
        assertEquals(1, counts[counts.length - 1]);
    }

    @Test
    void theSumIsThatOfAll() {
        durations.record(Duration.ofMillis(1500).toNanos());
        Durations others = new Durations();
        others.record(Duration.ofMillis(500).toNanos());
        durations.add(others);
        assertEquals(2, durations.sumSeconds());
    }
}
