package dev.hearth.examples.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.examples.limits.Sleeper.Manner;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A thread that ignores its interruption would stay in this JVM: those are in {@code FailuresIT}. */
@QuarkusTest
class LimitsTest {
    @Inject
    Limits workflow;

    @Test
    void aCallThatWaitsTooLongFailsAsThat() {
        String told = workflow.queueLimit();
        assertTrue(told.startsWith("QUEUE_TIMEOUT: Task 'sleeper.sleep' failed: It waited 2"), told);
    }

    @Test
    void aNapTellsWhoTookIt() {
        assertEquals("sleeper-", workflow.nap(0, Manner.IGNORES).substring(0, 8));
    }
}
