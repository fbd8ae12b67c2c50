package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hundred thousand elements, also when a replica dies or falls silent in the middle. */
class MapsIT {
    private static final int ELEMENTS = 100_000;
    private static final int FIRST = 1_000;
    private static final String[] MAP = {"map", "numbers.plus-one", "--input", "-"};

    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    @Test
    void resultsComeInTheOrderOfTheInput() {
        Ended ended = hearth.runWithInput(numbers(1, ELEMENTS), MAP);
        assertEquals(0, ended.code(), ended::toString);
        assertEquals(numbers(2, ELEMENTS + 1), ended.out());
        hearth.assertNothingRuns();
    }

    @Test
    void noResultIsLostWhenAReplicaIsKilled() {
        hearth.with("HEARTH_DISPATCH_LEASE", "60s");
        assertSurvives(replica -> signal("KILL", replica));
    }

    @Test
    void noResultIsLostWhenAReplicaFallsSilent() {
        hearth.with("HEARTH_DISPATCH_LEASE", "2s");
        assertSurvives(replica -> {});
    }

    /**
     * Stops a replica, so that it surely holds elements when the harm comes: the first elements have been answered and both
     * replicas are idle, so that of those that follow the stopped one gets its share.
     */
    private void assertSurvives(Consumer<ProcessHandle> harm) {
        RunRecords records = new RunRecords(hearth.start("serve", "--port", "0").url());
        Started map = hearth.startWithPipe(MAP);
        map.feed(numbers(1, FIRST), false);
        Waiting.until(
                Hearth.LIMIT, () -> map.printed().equals(numbers(2, FIRST + 1)), () -> "not all of the first. " + map);
        ProcessHandle replica = hearth.processes().replicas("numbers").get(0);
        signal("STOP", replica);
        map.feed(numbers(FIRST + 1, ELEMENTS), true);
        Waiting.until(
                Hearth.LIMIT,
                () -> RunRecords.submitted(records.of("numbers.plus-one").get(0)) > FIRST + 100,
                () -> "no more elements. " + map);
        harm.accept(replica);
        Ended ended = map.await(Hearth.LIMIT);
        assertEquals(0, ended.code(), ended::toString);
        assertEquals(numbers(2, ELEMENTS + 1), ended.out());
        int attempts = RunRecords.mostAttempts(records.of("numbers.plus-one").get(0));
        assertTrue(attempts > 1, () -> "most attempts of an element: " + attempts);
        Waiting.until(Duration.ofSeconds(20), () -> !replica.isAlive(), () -> "the lost replica still runs");
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            assertEquals(
                    0,
                    new ProcessBuilder(List.of("kill", "-" + name, Long.toString(process.pid())))
                            .start()
                            .waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Numbers, one a line. */
    private static String numbers(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> number + "\n")
                .collect(Collectors.joining());
    }
}
