package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.MS;
import static dev.hearth.platform.pool.PoolBench.element;
import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.RetryPolicy;
import dev.hearth.functions.link.FromReplica.Completion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolSendTest {
    @Test
    void aTaskOfUnknownTimeIsSentToFreeSlotsOnly() {
        PoolBench bench = PoolBench.withReplicas(2);
        bench.submit(run(0), 50);
        bench.warm(3);
        assertEquals(3, bench.held("env-1").size());
        assertEquals(3, bench.held("env-2").size());
    }

    @Test
    void smallTasksTravelManyToAFrame() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        bench.submit(run(0), 200);
        List<Command.Assign> frames = bench.all(Command.Assign.class);
        assertEquals(11, frames.get(frames.size() - 1).leases().size());
    }

    @Test
    void longTasksTravelOneByOne() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(5_000);
        List<Element> elements = bench.submit(run(0), 20);
        assertEquals(2, bench.held("env-1").size());
        bench.succeed("env-1", elements.get(0), 5_000);
        List<Command.Assign> frames = bench.all(Command.Assign.class);
        assertEquals(1, frames.get(frames.size() - 1).leases().size());
    }

    @Test
    void aResultThatIsTwiceInAFrameCountsOnce() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        Element element = bench.submit(run(0), 1).get(0);
        Completion success = PoolBench.success(bench.take("env-1", element), 1);
        bench.pool.completed(bench.now, "env-1", List.of(success, success));
        assertTrue(bench.settled.containsKey(element));
        assertEquals(0, bench.pool.state().leased());
    }

    @Test
    void whatMayNotWaitLongIsSentToFreeSlotsOnly() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        PoolRun run = run(0);
        Element first = bench.submit(element(run, 0));
        bench.submit(element(run, 1, RetryPolicy.NONE, 50));
        assertEquals(1, bench.held("env-1").size());
        bench.succeed("env-1", first, 1);
        assertEquals(1, bench.held("env-1").size());
    }

    @Test
    void aReplicaIsRefilledWhenHalfOfItsWorkIsLeft() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        List<Element> elements = bench.submit(run(0), 200);
        int frames = bench.all(Command.Assign.class).size();
        for (int i = 0; i < 5; i++) {
            bench.succeed("env-1", elements.get(i), 1);
        }
        assertEquals(frames, bench.all(Command.Assign.class).size());
        bench.succeed("env-1", elements.get(5), 1);
        assertEquals(frames + 1, bench.all(Command.Assign.class).size());
        assertEquals(11, bench.held("env-1").size());
    }

    @Test
    void fewElementsAreSpreadOverIdleReplicas() {
        PoolBench bench = PoolBench.withReplicas(4).knowing(1);
        bench.submit(run(0), 6);
        assertEquals(
                List.of(2, 2, 2, 0),
                bench.started.stream()
                        .map(r -> bench.held(r).size())
                        .sorted((a, b) -> b - a)
                        .toList());
    }

    @Test
    void aReplicaHoldsNoMoreBytesThanAllowedUnlessASlotIsFree() {
        PoolBench bench = new PoolBench(s -> {
            s.replicas = 1;
            s.maxAheadBytes = 45;
            return s;
        });
        bench.knowing(1);
        bench.submit(run(0), 20);
        assertEquals(4, bench.held("env-1").size());
        Element large = new Element(run(0), 0, "env.task", null, new byte[4_000], 0, Limits.NONE);
        PoolBench other = new PoolBench(s -> {
            s.maxAheadBytes = 45;
            return s;
        });
        other.submit(large);
        other.warm();
        assertEquals(List.of(large), other.held("env-1"));
    }

    @Test
    void whatWaitsAtABusyReplicaIsCalledBackForAnIdleOne() {
        PoolBench bench = PoolBench.withReplicas(2).knowing(1);
        List<Element> elements = bench.submit(run(0), 12);
        List<Element> ours = bench.held("env-2");
        for (Element element : ours) {
            bench.succeed("env-2", element, 1);
        }
        bench.pass(19);
        assertEquals(List.of(), bench.all(Command.Recall.class));
        bench.pass(1);
        Command.Recall recall = bench.all(Command.Recall.class).get(0);
        assertEquals("env-1", recall.replica());
        List<Element> left = new ArrayList<>(elements);
        left.removeAll(ours);
        assertEquals((left.size() - 1 + 1) / 2, recall.leases().length);
        bench.giveBack("env-1", recall.leases());
        assertTrue(bench.held("env-2").size() > 0);
        assertEquals(1, bench.leases("env-2").get(0).attempt());
    }

    @Test
    void longTasksAreCalledBackAtOnce() {
        PoolBench bench = PoolBench.withReplicas(2).knowing(5_000);
        bench.submit(run(0), 3);
        String busy = bench.held("env-1").size() == 2 ? "env-1" : "env-2";
        String idle = busy.equals("env-1") ? "env-2" : "env-1";
        assertEquals(List.of(), bench.all(Command.Recall.class));
        bench.succeed(idle, bench.held(idle).get(0), 5_000);
        assertEquals(busy, bench.all(Command.Recall.class).get(0).replica());
    }

    @Test
    void aReplicaThatHadNothingToGiveBackIsNotAskedAgainAtOnce() {
        PoolBench bench = PoolBench.withReplicas(2).knowing(5_000);
        bench.submit(run(0), 3);
        String busy = bench.held("env-1").size() == 2 ? "env-1" : "env-2";
        String idle = busy.equals("env-1") ? "env-2" : "env-1";
        bench.succeed(idle, bench.held(idle).get(0), 5_000);
        bench.giveBack(busy);
        bench.heartbeat(busy);
        assertEquals(1, bench.all(Command.Recall.class).size());
        bench.pass(10_000);
        assertEquals(2, bench.all(Command.Recall.class).size());
    }

    @Test
    void answersToUnknownLeasesAreDropped() {
        PoolBench bench = PoolBench.withReplicas(2);
        List<Element> elements = bench.submit(run(0), 2);
        bench.warm();
        Lease lease = bench.take("env-1", elements.get(0));
        bench.pool.completed(bench.now, "env-2", List.of(PoolBench.success(lease, 1)));
        assertEquals(0, bench.settled.size());
        bench.pool.completed(bench.now, "env-1", List.of(PoolBench.success(lease, 1)));
        bench.pool.completed(bench.now, "env-1", List.of(PoolBench.success(lease, 1)));
        bench.pool.returned(bench.now, "env-1", new long[] {lease.id(), 99});
        assertEquals(1, bench.settled.size());
        assertEquals(0, bench.pool.state().queued());
    }

    @Test
    void aLeaseThatItsReplicaDoesNotHoldIsSentAgainUnderANewOne() {
        PoolBench bench = PoolBench.withReplicas(1);
        Element element = bench.submit(element(run(0), 0));
        bench.warm();
        Lease lost = bench.take("env-1", element);
        bench.pass(9_999, List.of("env-1"));
        assertEquals(List.of(), bench.held("env-1"));
        bench.pass(1, List.of());
        bench.heartbeat("env-1");
        Lease again = bench.leases("env-1").get(0);
        assertEquals(element, again.element());
        assertEquals(2, again.attempt());
        assertTrue(again.id() != lost.id());
    }

    @Test
    void theFirstWordsAfterASilenceDoNotSayWhatIsLost() {
        PoolBench bench = PoolBench.withReplicas(1);
        Element element = bench.submit(element(run(0), 0));
        bench.warm();
        bench.take("env-1", element);
        bench.pass(3_000, List.of("env-1"));
        // Silent, but for an answer that keeps it alive; what it says first was written before it read what it was
        // sent.
        bench.pass(6_500, List.of());
        bench.pool.returned(bench.now, "env-1", new long[0]);
        bench.pass(1_000, List.of());
        bench.heartbeat("env-1");
        assertEquals(List.of(), bench.leases("env-1"));
        bench.pass(2_499, List.of("env-1"));
        assertEquals(List.of(), bench.leases("env-1"));
        bench.pass(1, List.of());
        bench.heartbeat("env-1");
        assertEquals(2, bench.leases("env-1").get(0).attempt());
    }

    @Test
    void aSilentReplicaIsKilledAndItsElementsAreSentAgain() {
        PoolBench bench = PoolBench.withReplicas(1);
        Element element = bench.submit(element(run(0), 0));
        bench.warm();
        bench.pass(9_999, List.of());
        assertTrue(bench.killed.isEmpty());
        bench.pass(1, List.of());
        assertEquals("it was silent for 10000 ms", bench.killed.get("env-1"));
        bench.pass(1_000, List.of());
        bench.pool.replicaJoined(bench.now, "env-2", 1);
        assertEquals(List.of(element), bench.held("env-2"));
    }

    @Test
    void aTickThatComesLateIsNotTakenForSilence() {
        PoolBench bench = PoolBench.withReplicas(1);
        bench.submit(element(run(0), 0));
        bench.warm();
        bench.now += 14_000 * MS;
        bench.pool.tick(bench.now);
        assertTrue(bench.killed.isEmpty());
        bench.pass(2_500, List.of());
        assertEquals(1, bench.killed.size());
    }
}
