package dev.hearth.platform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.run.ElementRecord;
import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.StepRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void theColdFirstCallAndTheFastLaterOnesAreVisibleAtAGlance() {
        RunRecord run = run(
                4000,
                call(0, new ElementRecord(0, "caching-1", 1, true, 1500, 2000, 0, 1, 0, Optional.empty())),
                call(1, new ElementRecord(0, "caching-1", 1, false, 0.4, 3.25, 1, 0, 3600, Optional.empty())),
                call(2, new ElementRecord(0, "caching-1", 2, false, 100, 0.5, 2, 1, 3800, Optional.empty())));
        assertEquals(
                """
                workflow chain: succeeded in 4000 ms (run r1)
                  step  task              element  replica    start  queued ms  run ms  cache         tries  0                                4000 ms
                  0     caching.evaluate           caching-1  cold      1500.0  2000.0  load              1  ...............####################
                  1     caching.evaluate           caching-1  warm         0.4     3.3  hit               1                                      #
                  2     caching.evaluate           caching-1  warm       100.0     0.5  2 hits, load      2                                        .#
                """.lines().map(String::strip).toList(),
                Timeline.text(run).lines().map(String::strip).toList());
    }

    @Test
    void aBigMapIsSummedUpAndShowsItsFirstAndItsRetriedElements() {
        List<ElementRecord> timeline = new ArrayList<>(IntStream.range(0, 100)
                .mapToObj(
                        i -> new ElementRecord(i, "numbers-" + (i % 2 + 1), 1, i < 2, 10, i, 0, 0, 0, Optional.empty()))
                .toList());
        timeline.add(new ElementRecord(777, "numbers-9", 3, false, 10, 5, 0, 0, 0, Optional.empty()));
        StepRecord step = new StepRecord(
                "/1.0/",
                2,
                "numbers.plus-one",
                "d",
                true,
                new MapProgress(2000, 1990, 10, 1, 0),
                2,
                5,
                6,
                0,
                100,
                Map.of("numbers-1", 1500L, "numbers-2", 500L),
                timeline);
        String text = Timeline.text(run(1000, step));
        assertEquals(1 + 1 + 12 + 1 + 1 + 3, text.lines().count(), text);
        assertContains(text, "1.0/2  numbers.plus-one      777  numbers-9");
        assertContains(text, "+1,987");
        assertContains(
                text,
                "step 1.0/2 numbers.plus-one: 2,000 elements, 10 failed, 1 retried, 2 waited for a cold start; cache: 5 hits, 6 loads");
        assertContains(text, "2 replicas: numbers-1 1,500, numbers-2 500");
        assertContains(text, "slowest of 101 recorded: 99 (99.0 ms on numbers-2), 98 (98.0 ms on numbers-1)");
    }

    @Test
    void aRunWithoutStepsIsOneLineAndItsFailure() {
        RunRecord run = new RunRecord(
                "r2",
                "workflow",
                "bad",
                "http",
                "failed",
                Instant.EPOCH,
                Optional.of(Instant.EPOCH.plusMillis(7)),
                Optional.of("It broke."),
                MapProgress.NONE,
                List.of());
        assertEquals("workflow bad: failed in 7 ms (run r2)\n  It broke.\n", Timeline.text(run));
    }

    @Test
    void anElementThatNeverBeganHasABarOfWaitingAlone() {
        ElementRecord lost = new ElementRecord(0, "", 0, true, 500, 0, 0, 0, 0, Optional.of("no replica"));
        String row = Timeline.text(run(1000, call(0, lost))).lines().toList().get(2);
        assertContains(row, "  -  ");
        assertTrue(row.endsWith(".".repeat(20)), row);
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), text);
    }

    private static StepRecord call(int ordinal, ElementRecord element) {
        return new StepRecord(
                "/",
                ordinal,
                "caching.evaluate",
                "d",
                false,
                new MapProgress(1, 1, 0, 0, 0),
                0,
                0,
                0,
                0,
                1,
                Map.of(),
                List.of(element));
    }

    private static RunRecord run(long millis, StepRecord... steps) {
        return new RunRecord(
                "r1",
                "workflow",
                "chain",
                "http",
                "succeeded",
                Instant.EPOCH,
                Optional.of(Instant.EPOCH.plusMillis(millis)),
                Optional.empty(),
                MapProgress.NONE,
                List.of(steps));
    }
}
