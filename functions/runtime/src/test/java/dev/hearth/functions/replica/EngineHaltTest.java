package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Engines that begin nothing, for a while or for good. */
class EngineHaltTest {
    @Test
    void aClosedEngineInterruptsItsTaskAndSaysNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        EngineFixture replica = EngineFixture.isolated().with("t", input -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return "1";
        });
        replica.assign(EngineFixture.element(1, "t"));
        EngineFixture.await(begun);
        replica.close();
        EngineFixture.await(interrupted);
        assertNull(replica.said.poll(50, TimeUnit.MILLISECONDS));
    }

    @Test
    void aPausedEngineBeginsNothingUntilItGoesOn() throws Exception {
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> "1")) {
            replica.engine.pause(true);
            replica.assign(EngineFixture.element(1, "t"));
            assertNull(replica.said.poll(50, TimeUnit.MILLISECONDS));
            replica.engine.pause(false);
            assertEquals(1, replica.completion().lease());
        }
    }
}
