package dev.hearth.examples.repeated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RepeatedTest {
    @Inject
    Repeated workflow;

    @Test
    void allCallsOfATaskFindTheSameReplica() {
        assertEquals(new Repeated.Summary(5, 1), workflow.repeated(5));
    }

    @Test
    void noCallNeedsNoReplica() {
        assertEquals(new Repeated.Summary(0, 0), workflow.repeated(0));
    }
}
