package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Engines that begin nothing, for a while or for good, and such as nearly did. */
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

    @Test
    void aTaskWhoseTracesCannotBeClearedEndsItsThreadAndNothingElse() throws Exception {
        FastThreadLocal<String> defiant = new FastThreadLocal<>() {
            @Override
            protected void onRemoval(String value) {
                throw new IllegalStateException(value);
            }
        };
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (EngineFixture replica = EngineFixture.isolated()) {
            replica.with("leaves", input -> {
                threads.add(Thread.currentThread());
                defiant.set("left behind");
                return "1";
            });
            replica.with("t", input -> {
                threads.add(Thread.currentThread());
                return "2";
            });
            replica.assign(EngineFixture.element(1, "leaves"), EngineFixture.element(2, "t"));
            assertEquals(
                    "1",
                    EngineFixture.text(
                            Objects.requireNonNull(replica.completion().result())));
            assertEquals(
                    "2",
                    EngineFixture.text(
                            Objects.requireNonNull(replica.completion().result())));
        }
        assertEquals(2, threads.size());
    }
}
