package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.platform.pool.PoolState.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolStartTest {
    @Test
    void nothingStartsBeforeTheFirstElement() {
        PoolBench bench = PoolBench.withReplicas(3);
        bench.pool.submit(bench.now, List.of());
        assertEquals(List.of(), bench.started);
        assertEquals(Phase.COLD, bench.pool.state().phase());
        assertEquals(Long.MAX_VALUE, bench.pool.nextDeadline());
    }

    @Test
    void theFirstElementStartsAllReplicasAtOnce() {
        PoolBench bench = PoolBench.withReplicas(3);
        bench.submit(run(0), 1);
        assertEquals(List.of("env-1", "env-2", "env-3"), bench.started);
        assertEquals(Phase.STARTING, bench.pool.state().phase());
    }

    @Test
    void prewarmStartsAllReplicasWithoutAnElement() {
        PoolBench bench = PoolBench.withReplicas(2);
        bench.pool.prewarm(bench.now, Integer.MAX_VALUE);
        assertEquals(2, bench.started.size());
        bench.warm();
        assertEquals(Phase.WARM, bench.pool.state().phase());
    }

    @Test
    void prewarmOfSomeReplicasStartsThoseThatAreMissingAndWorkStartsTheRest() {
        PoolBench bench = PoolBench.withReplicas(3);
        bench.pool.prewarm(bench.now, 1);
        assertEquals(List.of("env-1"), bench.started);
        bench.warm();
        bench.pool.prewarm(bench.now, 2);
        bench.pool.prewarm(bench.now, 2);
        assertEquals(List.of("env-1", "env-2"), bench.started);
        bench.submit(run(0), 1);
        assertEquals(List.of("env-1", "env-2", "env-3"), bench.started);
    }

    @Test
    void aPrewarmedEnvironmentIsReadyWhenNoneStartsAnyMore() {
        PoolBench bench = PoolBench.withReplicas(2);
        assertFalse(bench.pool.starting());
        bench.pool.prewarm(bench.now, 2);
        bench.pool.replicaJoined(bench.now, "env-1", 1);
        assertTrue(bench.pool.starting());
        bench.pool.replicaFailed(bench.now, "env-2", "exit code 1");
        assertFalse(bench.pool.starting());
        assertEquals("exit code 1", bench.pool.state().lastStartFailure());
    }

    @Test
    void aReplicaThatIsNotAwaitedMayNotJoin() {
        PoolBench bench = PoolBench.withReplicas(1);
        bench.submit(run(0), 1);
        assertFalse(bench.pool.replicaJoined(bench.now, "env-9", 1));
        assertTrue(bench.pool.replicaJoined(bench.now, "env-1", 1));
        assertFalse(bench.pool.replicaJoined(bench.now, "env-1", 1));
    }

    @Test
    void aFailedStartIsRepeatedAfterAPauseUnderANewName() {
        PoolBench bench = PoolBench.withReplicas(1);
        bench.submit(run(0), 1);
        bench.pool.replicaFailed(bench.now, "env-1", "exit code 1");
        assertEquals(1, bench.started.size());
        bench.pass(999);
        assertEquals(1, bench.started.size());
        bench.pass(1);
        assertEquals(List.of("env-1", "env-2"), bench.started);
    }

    @Test
    void aStartThatTakesTooLongIsKilledAndCountsAsFailed() {
        PoolBench bench = PoolBench.withReplicas(1);
        bench.submit(run(0), 1);
        bench.pass(120_000);
        assertEquals("it did not join within 120000 ms", bench.killed.get("env-1"));
        assertFalse(bench.pool.replicaJoined(bench.now, "env-1", 1));
        bench.pass(1_000);
        assertEquals(List.of("env-1", "env-2"), bench.started);
    }

    @Test
    void elementsFailWithTheLastReasonWhenNoReplicaCanBeStarted() {
        PoolBench bench = PoolBench.withReplicas(1);
        List<Element> elements = bench.submit(run(0), 2);
        for (int i = 1; i <= 3; i++) {
            bench.pool.replicaFailed(bench.now, "env-" + i, "exit code " + i + "\nlast line");
            bench.pass(1_000);
        }
        assertEquals(3, bench.started.size());
        assertEquals(FailureKind.START_FAILED, bench.failure(elements.get(0)));
        assertEquals(
                "No replica of environment 'env' could be started, 3 starts failed in a row. The last one: exit code 3\nlast line",
                bench.message(elements.get(1)));
        assertEquals(Phase.COLD, bench.pool.state().phase());
        assertEquals("exit code 3\nlast line", bench.pool.state().lastStartFailure());
        assertEquals(Long.MAX_VALUE, bench.pool.nextDeadline());
    }

    @Test
    void aRefusedStartFailsWhatWaitsAtOnce() {
        PoolBench bench = PoolBench.withReplicas(2);
        List<Element> elements = bench.submit(run(0), 2);
        bench.pool.replicaRefused(bench.now, "env-1", "no secret");
        assertEquals(FailureKind.START_FAILED, bench.failure(elements.get(0)));
        assertEquals("No replica of environment 'env' could be started: no secret", bench.message(elements.get(1)));
        bench.pool.replicaRefused(bench.now, "env-2", "no secret");
        bench.pass(60_000);
        assertEquals(List.of("env-1", "env-2"), bench.started);
        bench.submit(run(0), 1);
        assertEquals(4, bench.started.size());
    }

    @Test
    void aRefusedStartLeavesReplicasThatAreThereToTheirWork() {
        PoolBench bench = PoolBench.withReplicas(2);
        List<Element> elements = bench.submit(run(0), 2);
        bench.pool.replicaJoined(bench.now, "env-1", 1);
        bench.pool.replicaRefused(bench.now, "env-2", "no secret");
        bench.pass(5_000);
        assertEquals(2, bench.started.size());
        bench.succeed("env-1", elements.get(0), 1);
        assertEquals(List.of(elements.get(1)), bench.held("env-1"));
    }

    @Test
    void aLaterElementTriesAfreshAfterStartsHaveFailed() {
        PoolBench bench = PoolBench.withReplicas(1);
        bench.submit(run(0), 1);
        for (int i = 1; i <= 3; i++) {
            bench.pool.replicaFailed(bench.now, "env-" + i, "no");
            bench.pass(1_000);
        }
        List<Element> later = bench.submit(run(0), 1);
        assertEquals("env-4", bench.started.get(3));
        bench.pool.replicaJoined(bench.now, "env-4", 1);
        assertEquals(later, bench.held("env-4"));
    }

    @Test
    void aJoinForgivesTheFailuresBeforeIt() {
        PoolBench bench = PoolBench.withReplicas(3);
        bench.submit(run(0), 1);
        bench.pool.replicaFailed(bench.now, "env-1", "no");
        bench.pool.replicaFailed(bench.now, "env-2", "no");
        bench.pool.replicaJoined(bench.now, "env-3", 1);
        bench.pass(1_000);
        bench.pool.replicaFailed(bench.now, "env-4", "no");
        bench.pool.replicaFailed(bench.now, "env-5", "no");
        bench.pass(1_000);
        assertEquals(7, bench.started.size());
    }

    @Test
    void aPoolThatCouldStartSomeReplicasWorksWithThoseAndStopsTrying() {
        PoolBench bench = PoolBench.withReplicas(2);
        List<Element> elements = bench.submit(run(0), 2);
        bench.pool.replicaJoined(bench.now, "env-1", 1);
        for (int i = 2; i <= 4; i++) {
            bench.pool.replicaFailed(bench.now, "env-" + i, "no");
            bench.pass(1_000);
        }
        bench.pass(60_000);
        assertEquals(4, bench.started.size());
        bench.succeed("env-1", elements.get(0), 1);
        bench.succeed("env-1", elements.get(1), 1);
        assertEquals(2, bench.settled.size());
        bench.submit(run(0), 1);
        assertEquals(5, bench.started.size());
    }

    @Test
    void aPoolThatStoppedTryingTriesAgainWhenItsLastReplicaIsGone() {
        PoolBench bench = PoolBench.withReplicas(2);
        List<Element> elements = bench.submit(run(0), 1);
        bench.pool.replicaJoined(bench.now, "env-1", 1);
        for (int i = 2; i <= 4; i++) {
            bench.pool.replicaFailed(bench.now, "env-" + i, "no");
            bench.pass(1_000);
        }
        bench.die("env-1", "killed");
        bench.pass(1_000);
        assertEquals(List.of("env-5", "env-6"), bench.started.subList(4, 6));
        bench.pool.replicaJoined(bench.now, "env-5", 1);
        assertEquals(elements, bench.held("env-5"));
    }

    @Test
    void aLostReplicaIsReplacedOnlyWhileThereIsWork() {
        PoolBench bench = PoolBench.withReplicas(2).knowing(1);
        bench.die("env-1", "killed");
        bench.pass(5_000);
        assertEquals(2, bench.started.size());
        bench.submit(run(0), 1);
        assertEquals(List.of("env-1", "env-2", "env-3"), bench.started);
        bench.die("env-3", "never came");
        assertEquals(1, bench.pool.state().leased());
    }
}
