package dev.hearth.examples.crossing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CrossingTest {
    @Inject
    Crossing workflow;

    @Test
    void aTaskCallsAndMapsTasksOfAnotherEnvironment() {
        assertEquals(11, workflow.crossing(List.of(1, 2, 3)));
    }
}
