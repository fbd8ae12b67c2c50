package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.element;
import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.platform.pool.PoolState.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolEndTest {
    @Test
    void cancellingSettlesWhatWaitsAtOnce() {
        PoolBench bench = PoolBench.withReplicas(1);
        PoolRun run = run(0);
        List<Element> elements = bench.submit(run, 3);
        Element other = bench.submit(element(run(0), 0));
        bench.warm();
        bench.pool.cancel(bench.now, run);
        assertEquals(FailureKind.CANCELLED, bench.failure(elements.get(1)));
        assertEquals(FailureKind.CANCELLED, bench.failure(elements.get(2)));
        assertNull(bench.settled.get(elements.get(0)));
        assertNull(bench.settled.get(other));
        assertEquals(1, bench.all(Command.Cancel.class).size());
    }

    @Test
    void aCancelledElementHasItsReplicasAnswer() {
        PoolBench bench = PoolBench.withReplicas(2);
        PoolRun run = run(0);
        List<Element> elements = bench.submit(run, 2);
        bench.warm();
        bench.pool.cancel(bench.now, run);
        bench.succeed("env-1", elements.get(0), 1);
        bench.fail("env-2", elements.get(1), FailureKind.ERROR);
        assertNull(bench.outcome(elements.get(0)).failure());
        assertEquals(FailureKind.CANCELLED, bench.failure(elements.get(1)));
    }

    @Test
    void anUnansweredCancelCostsTheReplicaAfterTheGraceTime() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        PoolRun run = run(0);
        Element stuck = bench.submit(element(run, 0));
        Element bystander = bench.submit(element(run(0), 0));
        bench.pool.cancel(bench.now, run);
        bench.pass(4_999);
        assertTrue(bench.killed.isEmpty());
        bench.pass(1);
        assertEquals("a cancelled task did not end within 5000 ms", bench.killed.get("env-1"));
        assertEquals(FailureKind.CANCELLED, bench.failure(stuck));
        bench.pool.replicaJoined(bench.now, "env-2", 1);
        assertEquals(List.of(bystander), bench.held("env-2"));
        assertEquals(0, bystander.deaths);
    }

    @Test
    void whatACancelledRunSubmitsIsCancelled() {
        PoolBench bench = PoolBench.withReplicas(1);
        PoolRun run = run(0);
        bench.pool.cancel(bench.now, run);
        Element late = bench.submit(element(run, 0));
        assertEquals(FailureKind.CANCELLED, bench.failure(late));
        assertEquals(List.of(), bench.started);
    }

    @Test
    void idleEnvironmentStopsItsReplicas() {
        PoolBench bench = PoolBench.withReplicas(2);
        Element element = bench.submit(element(run(0), 0));
        bench.warm();
        bench.pass(100_000, List.of("env-1", "env-2"));
        assertEquals(List.of(), bench.stopped);
        bench.succeed("env-1", element, 100_000);
        bench.pass(59_999, List.of("env-1", "env-2"));
        assertEquals(List.of(), bench.stopped);
        bench.pass(1, List.of());
        assertEquals(List.of("env-1", "env-2"), bench.stopped);
        bench.pool.replicaLost(bench.now, "env-1", "goodbye");
        bench.pool.replicaLost(bench.now, "env-2", "goodbye");
        assertEquals(Phase.COLD, bench.pool.state().phase());
        assertEquals(Long.MAX_VALUE, bench.pool.nextDeadline());
    }

    @Test
    void aSlowStartIsNeverCollected() {
        PoolBench bench = new PoolBench(s -> {
            s.ttl = 1_000;
            return s;
        });
        bench.pool.prewarm(bench.now, Integer.MAX_VALUE);
        bench.pool.replicaJoined(bench.now, "env-1", 1);
        bench.pass(100_000, List.of("env-1"));
        assertEquals(List.of(), bench.stopped);
        bench.pool.replicaJoined(bench.now, "env-2", 1);
        bench.pass(999, List.of("env-1", "env-2"));
        assertEquals(List.of(), bench.stopped);
        bench.pass(1, List.of("env-1", "env-2"));
        assertEquals(2, bench.stopped.size());
    }

    @Test
    void workThatComesWhileReplicasStopStartsNewOnes() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        bench.pass(60_000, List.of("env-1"));
        Element element = bench.submit(element(run(0), 0));
        assertEquals(List.of("env-1", "env-2"), bench.started);
        assertEquals(List.of(), bench.held("env-1"));
        bench.pool.replicaJoined(bench.now, "env-2", 1);
        assertEquals(List.of(element), bench.held("env-2"));
    }

    @Test
    void aRetiredPoolFinishesWhatItHasAndThenLetsItsReplicasGoAtOnce() {
        PoolBench bench = PoolBench.withReplicas(2);
        List<Element> elements = bench.submit(run(0), 2);
        bench.pool.replicaJoined(bench.now, "env-1", 1);
        bench.pool.retire(bench.now, true);
        assertEquals(List.of(), bench.stopped);
        bench.succeed("env-1", elements.get(0), 1);
        assertEquals(List.of(), bench.stopped);
        bench.succeed("env-1", elements.get(1), 1);
        assertEquals(List.of("env-2", "env-1"), bench.stopped);
        assertFalse(bench.pool.replicaJoined(bench.now, "env-2", 1));
        bench.pool.replicaLost(bench.now, "env-1", "goodbye");
        bench.pool.replicaFailed(bench.now, "env-2", "it was ended");
        assertEquals(Phase.COLD, bench.pool.state().phase());
        // What was submitted in the moment of the change is run all the same.
        Element late = bench.submit(element(run(0), 0));
        bench.pool.replicaJoined(bench.now, "env-3", 1);
        bench.succeed("env-3", late, 1);
        assertEquals(List.of("env-2", "env-1", "env-4", "env-3"), bench.stopped);
    }

    @Test
    void aPoolThatIsNotRetiredAnyMoreKeepsItsReplicas() {
        PoolBench bench = PoolBench.withReplicas(1);
        Element element = bench.submit(element(run(0), 0));
        bench.warm();
        bench.pool.retire(bench.now, true);
        bench.pool.retire(bench.now, false);
        bench.succeed("env-1", element, 1);
        assertEquals(List.of(), bench.stopped);
    }

    @Test
    void aReplicaThatDoesNotLeaveIsKilled() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        bench.pass(60_000, List.of("env-1"));
        bench.pass(14_999, List.of("env-1"));
        assertTrue(bench.killed.isEmpty());
        bench.pass(1, List.of("env-1"));
        assertEquals("it did not leave when it was asked to", bench.killed.get("env-1"));
        assertEquals(Phase.COLD, bench.pool.state().phase());
    }

    @Test
    void closingSettlesEverythingAndEndsEveryReplica() {
        PoolBench bench = PoolBench.withReplicas(3);
        List<Element> elements = bench.submit(run(0), 4);
        bench.pool.replicaJoined(bench.now, "env-1", 1);
        bench.pool.replicaJoined(bench.now, "env-2", 1);
        bench.pool.close(bench.now, "The platform stops.");
        for (Element element : elements) {
            assertEquals("The platform stops.", bench.message(element));
        }
        assertEquals(List.of("env-1", "env-2"), bench.stopped);
        assertEquals("The platform stops.", bench.killed.get("env-3"));
        assertEquals(2, bench.all(Command.Cancel.class).size());
        assertEquals(Phase.CLOSED, bench.pool.state().phase());
        assertFalse(bench.pool.replicaJoined(bench.now, "env-3", 1));
        Element late = bench.submit(element(run(0), 0));
        assertEquals(FailureKind.CANCELLED, bench.failure(late));
        int commands = bench.commands.size();
        bench.pool.tick(bench.now + 1_000_000 * PoolBench.MS);
        assertEquals(commands, bench.commands.size());
    }
}
