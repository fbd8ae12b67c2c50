package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.element;
import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.RetryPolicy;
import dev.hearth.platform.pool.PoolState.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pools that give each element a replica of its own. */
class PoolFreshTest {
    private static PoolBench withRoomFor(int replicas) {
        return new PoolBench(s -> {
            s.fresh = true;
            s.replicas = replicas;
            return s;
        });
    }

    @Test
    void eachElementStartsAReplicaAsLongAsThereIsRoom() {
        PoolBench bench = withRoomFor(3);
        bench.submit(run(0), 2);
        assertEquals(List.of("env-1", "env-2"), bench.started);
        bench.submit(run(0), 5);
        assertEquals(List.of("env-1", "env-2", "env-3"), bench.started);
    }

    @Test
    void aReplicaIsStoppedAfterItsElementAndItsPlaceIsFreeWhenItIsGone() {
        PoolBench bench = withRoomFor(1);
        List<Element> elements = bench.submit(run(0), 2);
        bench.warm();
        assertEquals(elements.subList(0, 1), bench.held("env-1"));
        bench.succeed("env-1", elements.get(0), 1);
        assertEquals(List.of("env-1"), bench.stopped);
        assertEquals(List.of("env-1"), bench.started);
        bench.die("env-1", "ended with exit code 0");
        assertEquals(List.of("env-1", "env-2"), bench.started);
        bench.pool.replicaJoined(bench.now, "env-2", 1);
        bench.succeed("env-2", elements.get(1), 1);
        assertTrue(bench.outcome(elements.get(1)).cold());
    }

    @Test
    void nothingIsSentAheadHoweverManySlotsAReplicaOffers() {
        PoolBench bench = withRoomFor(1);
        bench.submit(run(0), 5);
        bench.warm(4);
        assertEquals(1, bench.held("env-1").size());
    }

    @Test
    void theCapOfARunHoldsBackStartsAlsoWhileProcessesLeave() {
        PoolBench bench = withRoomFor(100);
        List<Element> elements = bench.submit(run(2), 5);
        assertEquals(2, bench.started.size());
        bench.warm();
        bench.succeed("env-1", elements.get(0), 1);
        assertEquals(2, bench.started.size());
        bench.die("env-1", "ended with exit code 0");
        assertEquals(3, bench.started.size());
    }

    @Test
    void aReplicaWhoseElementWasCancelledMeanwhileTakesAnother() {
        PoolBench bench = withRoomFor(1);
        PoolRun cancelled = run(0);
        bench.submit(cancelled, 1);
        List<Element> others = bench.submit(run(0), 1);
        bench.pool.cancel(bench.now, cancelled);
        assertEquals(List.of(), bench.stopped);
        bench.warm();
        assertEquals(others, bench.held("env-1"));
    }

    @Test
    void replicasForWhichNothingWaitsAreStoppedWhereverTheyAre() {
        PoolBench bench = withRoomFor(5);
        PoolRun run = run(0);
        bench.submit(run, 3);
        bench.pool.replicaJoined(bench.now, "env-1", 1);
        bench.pool.cancel(bench.now, run);
        assertEquals(List.of("env-2", "env-3"), bench.stopped);
        assertFalse(bench.pool.replicaJoined(bench.now, "env-2", 1));
        bench.pool.replicaFailed(bench.now, "env-2", "it was ended");
        bench.pool.replicaFailed(bench.now, "env-3", "it was ended");
        assertEquals("", bench.pool.state().lastStartFailure());
    }

    @Test
    void eachAttemptHasAReplicaOfItsOwn() {
        PoolBench bench = withRoomFor(5);
        Element element = bench.submit(element(run(0), 0, new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO), 0));
        bench.warm();
        bench.fail("env-1", element, FailureKind.ERROR);
        assertEquals(List.of("env-1"), bench.stopped);
        bench.pool.replicaJoined(bench.now, "env-2", 1);
        bench.succeed("env-2", element, 1);
        assertEquals(2, bench.outcome(element).attempts());
        assertTrue(bench.outcome(element).cold());
    }

    @Test
    void anElementThatKillsItsReplicasFailsAloneWithoutHoldingUpTheOthers() {
        PoolBench bench = withRoomFor(2);
        List<Element> elements = bench.submit(run(0), 2);
        bench.warm();
        bench.succeed("env-2", elements.get(1), 1);
        for (String replica : List.of("env-1", "env-3", "env-4")) {
            bench.die(replica, "exit code 3");
            bench.started.forEach(started -> bench.pool.replicaJoined(bench.now, started, 1));
        }
        assertEquals(FailureKind.REPLICA_LOST, bench.failure(elements.get(0)));
        assertEquals(4, bench.started.size());
    }

    @Test
    void failedStartsAreRepeatedAfterAPauseAndThenFailWhatWaits() {
        PoolBench bench = withRoomFor(1);
        List<Element> elements = bench.submit(run(0), 2);
        for (int i = 1; i <= 3; i++) {
            assertEquals(i, bench.started.size());
            bench.pool.replicaFailed(bench.now, "env-" + i, "exit code 1");
            bench.pass(1_000);
        }
        assertEquals(FailureKind.START_FAILED, bench.failure(elements.get(0)));
        assertEquals(FailureKind.START_FAILED, bench.failure(elements.get(1)));
        bench.submit(run(0), 1);
        assertEquals(4, bench.started.size());
    }

    @Test
    void whatWaitsIsNotFailedWhileAnotherReplicaStillStarts() {
        PoolBench bench = withRoomFor(4);
        List<Element> elements = bench.submit(run(0), 4);
        for (int i = 1; i <= 3; i++) {
            bench.pool.replicaFailed(bench.now, "env-" + i, "exit code 1");
        }
        assertEquals(0, bench.settled.size());
        bench.pool.replicaJoined(bench.now, "env-4", 1);
        bench.pass(1_000);
        assertEquals(elements.subList(0, 1), bench.held("env-4"));
        assertEquals(7, bench.started.size());
    }

    @Test
    void prewarmingStartsNothing() {
        PoolBench bench = withRoomFor(2);
        bench.pool.prewarm(bench.now, Integer.MAX_VALUE);
        assertEquals(List.of(), bench.started);
    }

    @Test
    void aPoolWithoutWorkIsCold() {
        PoolBench bench = withRoomFor(2);
        Element element = bench.submit(run(0), 1).get(0);
        bench.warm();
        bench.succeed("env-1", element, 1);
        bench.die("env-1", "ended with exit code 0");
        assertEquals(Phase.COLD, bench.pool.state().phase());
        assertEquals(Long.MAX_VALUE, bench.pool.nextDeadline());
    }
}
