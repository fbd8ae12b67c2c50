package dev.hearth.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.TaskFailedException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the guide shows of tasks that call back into the environment that called them. */
@QuarkusTest
@Timeout(60)
class RallyTest {
    @Inject
    Rally.Ping ping;

    @Test
    void aCallThatWouldWaitForEverFailsAndTheReplicasGoOn() {
        assertEquals(1, ping.serve(1));
        String told = String.valueOf(
                assertThrows(TaskFailedException.class, () -> ping.serve(2)).getMessage());
        assertTrue(told.contains("Task 'ping.serve'"), told);
        assertTrue(told.contains("It would wait for ever: all replicas of environment 'ping' run tasks"), told);
        assertEquals(1, ping.serve(1));
    }
}
