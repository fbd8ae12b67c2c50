package dev.hearth.examples.retries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

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
}
