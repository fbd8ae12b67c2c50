package dev.hearth.examples.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NumberMapsTest {
    @Inject
    NumberMaps workflow;

    @Test
    void resultsComeInTheOrderOfTheInput() {
        List<Integer> values = IntStream.range(0, 10_000).boxed().toList();
        assertEquals(IntStream.rangeClosed(1, 10_000).boxed().toList(), workflow.plusOneAll(values));
    }

    @Test
    void anEmptyListAnswersAnEmptyList() {
        assertEquals(List.of(), workflow.plusOneAll(List.of()));
    }
}
