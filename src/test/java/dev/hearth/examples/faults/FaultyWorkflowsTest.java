package dev.hearth.examples.faults;

import static dev.hearth.examples.Messages.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What Java code gets to see of a failure. What a process may do, and what a terminal shows, is in {@code BadInputIT}. */
@QuarkusTest
class FaultyWorkflowsTest {
    @Inject
    FaultyWorkflows workflows;

    @Test
    void anElementThatThrowsFailsTheMapWithItsPositionAndReason() {
        assertFails(FailureKind.ERROR, workflows::faultyElement, "Element 2 of map 'faults.reciprocal'", "/ by zero");
    }

    @Test
    void aResultThatCannotBecomeJsonFailsItsTask() {
        assertFails(FailureKind.BAD_RESULT, workflows::faultyResult, "faults.draft", "there is no title yet");
    }

    @Test
    void aResultOverTheLimitFailsItsTaskWithBothSizes() {
        assertFails(
                FailureKind.BAD_RESULT, () -> workflows.faultyPayload(5_000_000), "faults.large", "5000002", "4194304");
    }

    @Test
    void aMapThatDoesMoreThanCallItsTaskIsRefused() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, workflows::faultyLambda);
        assertSays(refused, "element 0");
    }

    private static void assertFails(FailureKind kind, Executable workflow, String... parts) {
        TaskFailedException failure = assertThrows(TaskFailedException.class, workflow);
        assertEquals(kind, failure.kind());
        assertSays(failure, parts);
    }
}
