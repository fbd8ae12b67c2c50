package dev.hearth.examples.retries;

import static dev.hearth.examples.Messages.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@QuarkusTest
class RetriesTest {
    @Inject
    Retries workflow;

    @Test
    void theThirdAttemptSucceeds() {
        assertEquals(3, workflow.thirdTimeLucky());
    }

    @Test
    void anAttemptOverItsLimitFailsAsATimeout() {
        assertEquals("TIMEOUT", workflow.outOfPatience());
    }

    @Test
    void aCallsOwnPolicyIsUsedInsteadOfTheTasks() {
        assertFails(FailureKind.ERROR, workflow::secondTimeUnlucky, "after 2 attempts", "not yet");
    }

    @Test
    void aTerminalExceptionIsNeverRetried() {
        assertFails(FailureKind.TERMINAL, workflow::hopeless, "after 1 attempt ", "Attempt 1: it is no use.");
    }

    private static void assertFails(FailureKind kind, Executable call, String... parts) {
        TaskFailedException failure = assertThrows(TaskFailedException.class, call);
        assertEquals(kind, failure.kind());
        assertSays(failure, parts);
    }
}
