package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.MS;
import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Replicas that come by themselves and name themselves. */
class PoolArrivalTest {
    private final PoolBench bench = new PoolBench(s -> {
        s.selfNamed = true;
        return s;
    });

    private Arrival come(String name) {
        return bench.pool.replicaCame(bench.now, name, 1);
    }

    @Test
    void whoComesTakesTheOldestPlaceAndGivesItItsName() {
        List<Element> elements = bench.submit(run(0), 1);
        assertEquals(new Arrival.Placed("env-1"), come("pod-a"));
        assertEquals(elements, bench.held("pod-a"));
        assertEquals(new Arrival.Placed("env-2"), come("pod-b"));
        assertInstanceOf(Arrival.TurnedAway.class, come("pod-c"));
        assertEquals(2, bench.pool.places());
    }

    @Test
    void replicasOfAnEarlierLifeAreAdoptedAndWorkStartsOnlyThoseThatAreMissing() {
        assertInstanceOf(Arrival.Adopted.class, come("pod-a"));
        bench.submit(run(0), 3);
        assertEquals(List.of("env-1"), bench.started);
        assertEquals(new Arrival.Placed("env-1"), come("pod-b"));
    }

    @Test
    void whatWasLetGoIsTurnedAwayUntilThereIsWork() {
        come("pod-a");
        bench.pass(60_000, List.of("pod-a"));
        assertEquals(List.of("pod-a"), bench.stopped);
        assertEquals(0, bench.pool.places());
        bench.pool.replicaLost(bench.now, "pod-a", "goodbye");
        assertInstanceOf(Arrival.TurnedAway.class, come("pod-a"));
        bench.submit(run(0), 1);
        assertEquals(new Arrival.Placed("env-1"), come("pod-a"));
    }

    @Test
    void aLostReplicaLeavesItsPlaceToTheNext() {
        bench.submit(run(0), 1);
        come("pod-a");
        come("pod-b");
        bench.succeed("pod-a", bench.held("pod-a").get(0), 1);
        bench.die("pod-b", "deleted");
        assertEquals(2, bench.pool.places());
        assertInstanceOf(Arrival.Adopted.class, come("pod-c"));
    }

    @Test
    void whoComesAgainHasLostWhatItHeldAndItsLateAnswerIsDropped() {
        Element element = bench.submit(run(0), 1).get(0);
        come("pod-a");
        Lease before = bench.take("pod-a", element);
        come("pod-a");
        assertEquals(List.of(element), bench.held("pod-a"));
        bench.pool.completed(bench.now, "pod-a", List.of(PoolBench.success(before, 1)));
        assertTrue(bench.settled.isEmpty());
        bench.succeed("pod-a", element, 1);
        assertEquals(2, bench.outcome(element).attempts());
    }

    @Test
    void theIdleTimeOfAnEarlierLifeGoesOn() {
        bench.pool.inheritIdle(bench.now, 20_000 * MS);
        come("pod-a");
        assertEquals(bench.now - 20_000 * MS, bench.pool.idleSince().orElseThrow());
        bench.pass(39_999, List.of("pod-a"));
        assertEquals(List.of(), bench.stopped);
        bench.pass(1, List.of("pod-a"));
        assertEquals(List.of("pod-a"), bench.stopped);
    }

    @Test
    void replicasOfALifeThatWasIdleForTooLongHaveTimeToComeBeforeTheyAreLetGo() {
        bench.pool.inheritIdle(bench.now, 3_600_000 * MS);
        come("pod-a");
        bench.pass(29_999, List.of("pod-a"));
        come("pod-b");
        assertEquals(List.of(), bench.stopped);
        bench.pass(1, List.of("pod-a", "pod-b"));
        assertEquals(List.of("pod-a", "pod-b"), bench.stopped);
    }

    @Test
    void placesThatNobodyTakesEndWithTheTtl() {
        bench.submit(run(0), 1);
        for (int i = 1; i <= 4; i++) {
            bench.pool.replicaFailed(bench.now, "env-" + i, "it did not join");
            bench.pass(1_000);
        }
        assertEquals(2, bench.pool.places());
        bench.pass(60_000);
        assertEquals(0, bench.pool.places());
    }

    @Test
    void slotsThatAreBusyWithTheWorkOfOthersGetNothingAndKeepTheEnvironmentWarm() {
        come("pod-a");
        bench.heartbeat("pod-a", 1);
        bench.pass(300_000, List.of("pod-a"));
        assertEquals(List.of(), bench.stopped);
        Element element = bench.submit(run(0), 1).get(0);
        assertEquals(List.of(), bench.held("pod-a"));
        bench.heartbeat("pod-a", 0);
        assertEquals(List.of(element), bench.held("pod-a"));
    }
}
