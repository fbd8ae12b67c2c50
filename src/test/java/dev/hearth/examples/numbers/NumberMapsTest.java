package dev.hearth.examples.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.Actors;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NumberMapsTest {
    @Inject
    NumberMaps workflow;

    @Inject
    Numbers numbers;

    @Inject
    Actors actors;

    @Test
    void resultsComeInTheOrderOfTheInput() {
        List<Integer> values = IntStream.range(0, 10_000).boxed().toList();
        assertEquals(IntStream.rangeClosed(1, 10_000).boxed().toList(), workflow.plusOneAll(values));
    }

    @Test
    void aMapInsideTheFunctionOfAMapIsRefused() {
        var map = actors.map(
                List.of(1, 2),
                value -> actors.map(List.of(value), numbers::plusOne).toList());
        var thrown = assertThrows(IllegalArgumentException.class, map::toList);
        assertTrue(String.valueOf(thrown.getMessage()).startsWith("element 0: "), thrown.getMessage());
    }

    @Test
    void listsOfUnequalLengthAreRefusedBeforeAnythingRuns() {
        var thrown = assertThrows(
                IllegalArgumentException.class,
                () -> actors.map(List.of(1, 2), List.of(1), (a, b) -> numbers.plusOne(a)));
        assertEquals(
                "Map over two lists: the first has 2 elements, the second 1, but each element needs its partner.",
                thrown.getMessage());
    }

    @Test
    void aStreamIsReadNoFurtherThanItsWindow() {
        AtomicInteger read = new AtomicInteger();
        Stream<Integer> endless = Stream.generate(read::incrementAndGet);
        try (Stream<Integer> results = actors.map(endless, value -> numbers.plusOne(value)).window(10).stream()) {
            assertEquals(
                    IntStream.rangeClosed(2, 101).boxed().toList(),
                    results.limit(100).toList());
        }
        assertTrue(read.get() <= 112, "read " + read.get());
    }

    @Test
    void anEmptyListAnswersAnEmptyList() {
        assertEquals(List.of(), workflow.plusOneAll(List.of()));
    }
}
