package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Pools that grow and shrink with their work. */
class PoolElasticTest {
    private static PoolBench elastic(int least, int most) {
        return new PoolBench(s -> {
            s.least = least;
            s.replicas = most;
            return s;
        });
    }

    @Test
    void theFirstElementsStartAsManyReplicasAsTheyNeed() {
        PoolBench bench = elastic(1, 5);
        bench.submit(run(0), 1);
        assertEquals(1, bench.started.size());
        bench.submit(run(0), 2);
        assertEquals(3, bench.started.size());
        bench.submit(run(0), 20);
        assertEquals(5, bench.started.size());
    }

    @Test
    void theLeastNumberStartsForOneElementToo() {
        PoolBench bench = elastic(2, 5);
        bench.submit(run(0), 1);
        assertEquals(2, bench.started.size());
    }

    @Test
    void aLeastNumberOfNothingStartsNoMoreThanNeeded() {
        PoolBench bench = elastic(0, 5);
        bench.submit(run(0), 1);
        assertEquals(1, bench.started.size());
    }

    @Test
    void aReplicaHasRoomForAsManyElementsAsItRunsAtATime() {
        PoolBench bench = new PoolBench(s -> {
            s.least = 1;
            s.replicas = 5;
            s.concurrency = 4;
            return s;
        });
        bench.submit(run(0), 4);
        assertEquals(1, bench.started.size());
        bench.submit(run(0), 1);
        assertEquals(2, bench.started.size());
    }

    @Test
    void aRunAtItsCapNeedsNoMoreReplicasThanThat() {
        PoolBench bench = elastic(1, 5);
        bench.submit(run(2), 50);
        assertEquals(2, bench.started.size());
    }

    @Test
    void aReplicaWithNothingToDoGoesAfterItsPauseAndTheOldestStays() {
        PoolBench bench = elastic(1, 3);
        List<Element> elements = bench.submit(run(0), 3);
        bench.warm();
        elements.forEach(element -> bench.succeed(bench.holder(element), element, 1));
        bench.pass(19_999);
        assertEquals(List.of(), bench.stopped);
        bench.pass(1);
        assertEquals(List.of("env-2", "env-3"), bench.stopped);
        bench.pass(39_999);
        assertEquals(2, bench.stopped.size());
        bench.pass(1);
        assertEquals(List.of("env-2", "env-3", "env-1"), bench.stopped, "the TTL ends all");
    }

    @Test
    void lightWorkGoesToTheOldestSoThatTheOthersCanGo() {
        PoolBench bench = elastic(1, 3);
        List<Element> elements = bench.submit(run(0), 3);
        bench.warm();
        elements.forEach(element -> bench.succeed(bench.holder(element), element, 1));
        for (int second = 0; second < 20; second++) {
            Element element = bench.submit(run(0), 1).get(0);
            assertEquals("env-1", bench.holder(element));
            bench.succeed("env-1", element, 1);
            bench.pass(1_000);
        }
        assertEquals(List.of("env-2", "env-3"), bench.stopped);
    }

    @Test
    void aLeastNumberOfNothingLetsTheLastGoBeforeTheTtl() {
        PoolBench bench = elastic(0, 3);
        Element element = bench.submit(run(0), 1).get(0);
        bench.warm();
        bench.succeed("env-1", element, 1);
        bench.pass(20_000);
        assertEquals(List.of("env-1"), bench.stopped);
    }

    @Test
    void workThatComesBeforeThePauseIsOverKeepsTheReplica() {
        PoolBench bench = elastic(1, 2);
        List<Element> elements = bench.submit(run(0), 2);
        bench.warm();
        elements.forEach(element -> bench.succeed(bench.holder(element), element, 1));
        bench.pass(15_000);
        List<Element> more = bench.submit(run(0), 2);
        bench.pass(6_000);
        assertEquals(List.of(), bench.stopped);
        more.forEach(element -> bench.succeed(bench.holder(element), element, 1));
        bench.pass(20_000);
        assertEquals(List.of("env-2"), bench.stopped);
    }

    @Test
    void prewarmingStartsAllAndThoseWithoutWorkGoAfterTheirPause() {
        PoolBench bench = elastic(1, 3);
        bench.pool.prewarm(bench.now, 3);
        bench.warm();
        assertEquals(3, bench.started.size());
        bench.pass(20_000, bench.started);
        assertEquals(List.of("env-2", "env-3"), bench.stopped);
    }
}
