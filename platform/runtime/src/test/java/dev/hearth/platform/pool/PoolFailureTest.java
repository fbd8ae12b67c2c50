package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.MS;
import static dev.hearth.platform.pool.PoolBench.element;
import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.RetryPolicy;
import dev.hearth.functions.link.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolFailureTest {
    private static final RetryPolicy TWICE = new RetryPolicy(2, Duration.ofMillis(100), 2, Duration.ofSeconds(30));

    @Test
    void errorsAndTimeoutsAreRetriedAfterGrowingPauses() {
        PoolBench bench = PoolBench.withReplicas(1);
        Element element = bench.submit(element(run(0), 0, TWICE, 0));
        bench.warm();
        bench.fail("env-1", element, FailureKind.ERROR);
        assertEquals(1, bench.pool.state().queued());
        bench.pass(99);
        assertEquals(List.of(), bench.held("env-1"));
        bench.pass(1);
        assertEquals(2, bench.leases("env-1").get(0).attempt());
        bench.fail("env-1", element, FailureKind.TIMEOUT);
        bench.pass(199);
        assertEquals(List.of(), bench.held("env-1"));
        bench.pass(1);
        bench.fail("env-1", element, FailureKind.ERROR);
        assertEquals(FailureKind.ERROR, bench.failure(element));
        assertEquals(3, bench.outcome(element).attempts());
    }

    @Test
    void aPausingElementLeavesItsSlotToOthers() {
        PoolBench bench = PoolBench.withReplicas(1);
        Element element = bench.submit(element(run(0), 0, TWICE, 0));
        Element next = bench.submit(element(run(0), 0));
        bench.warm();
        bench.fail("env-1", element, FailureKind.ERROR);
        assertEquals(List.of(next), bench.held("env-1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TERMINAL", "CANCELLED", "BAD_INPUT", "BAD_RESULT"})
    void otherFailuresAreNeverRetried(FailureKind kind) {
        PoolBench bench = PoolBench.withReplicas(1);
        Element element = bench.submit(element(run(0), 0, TWICE, 0));
        bench.warm();
        bench.fail("env-1", element, kind);
        assertEquals(kind, bench.failure(element));
        assertEquals("it said no", bench.message(element));
    }

    @Test
    void waitingLongerThanTheQueueTimeoutFailsWithTheNumbers() {
        PoolBench bench = PoolBench.withReplicas(1);
        bench.submit(run(0), 1);
        Element waiting = bench.submit(element(run(0), 0, TWICE, 500));
        bench.warm();
        bench.pass(500);
        assertEquals(FailureKind.QUEUE_TIMEOUT, bench.failure(waiting));
        assertEquals(
                "It waited 500 ms in the queue of environment 'env', and its limit is 500 ms. 0 elements wait, 1 of 1 replicas are ready.",
                bench.message(waiting));
        assertEquals(0, bench.outcome(waiting).attempts());
    }

    @Test
    void waitingIsSummedOverAllAttemptsWithoutRunningAndPauses() {
        PoolBench bench = new PoolBench(s -> {
            s.replicas = 1;
            s.maxAhead = 1;
            return s;
        });
        Element element = bench.submit(element(run(0), 0, TWICE, 500));
        bench.pass(300);
        bench.warm();
        bench.pass(5_000);
        Element long1 = bench.submit(element(run(0), 1));
        bench.fail("env-1", element, FailureKind.ERROR);
        bench.pass(100);
        assertEquals(List.of(long1), bench.held("env-1"));
        bench.pass(199);
        assertNull(bench.settled.get(element));
        bench.pass(1);
        assertEquals(FailureKind.QUEUE_TIMEOUT, bench.failure(element));
        assertEquals(1, bench.outcome(element).attempts());
    }

    @Test
    void aStuckTaskCostsItsReplicaAndNothingElse() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        List<Element> elements = bench.submit(run(0), 3);
        bench.fail("env-1", elements.get(0), new Failure(FailureKind.TIMEOUT, "longer than 1 s", "", true));
        assertEquals("a task ignored its interruption: longer than 1 s", bench.killed.get("env-1"));
        assertEquals(FailureKind.TIMEOUT, bench.failure(elements.get(0)));
        assertEquals(2, bench.pool.state().queued());
        bench.pool.replicaJoined(bench.now, "env-2", 1);
        assertEquals(elements.subList(1, 3), bench.held("env-2"));
    }

    @Test
    void anOutcomeTellsWhoRanItAndWhen() {
        PoolBench bench = PoolBench.withReplicas(1);
        Element cold = bench.submit(element(run(0), 0));
        Element alsoWaiting = bench.submit(element(run(0), 1));
        bench.now += 700 * MS;
        bench.warm();
        bench.succeed("env-1", cold, 3);
        bench.succeed("env-1", alsoWaiting, 3);
        Settled outcome = bench.outcome(cold);
        assertEquals("env-1", outcome.replica());
        assertEquals(1, outcome.attempts());
        assertEquals(700 * MS, outcome.queuedNanos());
        assertEquals(3 * MS, outcome.runNanos());
        assertTrue(outcome.cold());
        assertEquals(false, bench.outcome(alsoWaiting).cold());
    }
}
