package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.element;
import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolOrderTest {
    @Test
    void elementsOfARunAreSentFirstInFirstOut() {
        PoolBench bench = PoolBench.withReplicas(1);
        List<Element> elements = bench.submit(run(0), 4);
        bench.warm();
        List<Long> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            order.addAll(bench.indexes("env-1"));
            bench.succeed("env-1", elements.get(i), 10_000);
        }
        assertEquals(0L, order.get(0));
        assertEquals(order.stream().sorted().toList(), order);
        assertEquals(4, bench.settled.size());
    }

    @Test
    void runsTakeTurns() {
        PoolBench bench = PoolBench.withReplicas(1);
        PoolRun one = run(0);
        PoolRun other = run(0);
        bench.submit(one, 3);
        bench.submit(other, 2);
        bench.warm(5);
        assertEquals(
                List.of(one, other, one, other, one),
                bench.held("env-1").stream().map(Element::run).toList());
    }

    @Test
    void aRunNeverRunsMoreAtOnceThanItsConcurrency() {
        PoolBench bench = PoolBench.withReplicas(3);
        List<Element> elements = bench.submit(run(2), 5);
        bench.warm();
        assertEquals(2, bench.pool.state().leased());
        bench.succeed(bench.holder(elements.get(0)), elements.get(0), 60_000);
        long running = bench.at.values().stream().filter(l -> !l.isEmpty()).count();
        assertEquals(2, running);
    }

    @Test
    void whatIsSentAheadToAReplicaThatTheRunFillsDoesNotCountForItsConcurrency() {
        PoolBench bench = PoolBench.withReplicas(2).knowing(1);
        bench.submit(run(1), 8);
        assertTrue(bench.held("env-1").size() > 1 || bench.held("env-2").size() > 1);
        assertTrue(bench.held("env-1").isEmpty() || bench.held("env-2").isEmpty());
    }

    @Test
    void aRunAtItsConcurrencyDoesNotHoldUpOthers() {
        PoolBench bench = PoolBench.withReplicas(2);
        bench.submit(run(1), 5);
        List<Element> others = bench.submit(run(0), 1);
        bench.warm();
        assertEquals(others, bench.held("env-2"));
    }

    @Test
    void whatComesBackIsSentBeforeWhatWasNeverSent() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        List<Element> elements = bench.submit(run(0), 30);
        List<Lease> leases = List.copyOf(bench.leases("env-1"));
        assertTrue(leases.size() < 30 && leases.size() > 5);
        bench.giveBack("env-1", leases.get(4).id(), leases.get(3).id());
        bench.now += 1;
        for (Lease lease : leases) {
            if (bench.held("env-1").contains(lease.element())) {
                bench.succeed("env-1", lease.element(), 1);
            }
        }
        List<Element> sent = bench.all(Command.Assign.class).stream()
                .flatMap(a -> a.leases().stream())
                .map(Lease::element)
                .toList();
        int again = sent.lastIndexOf(elements.get(3));
        assertEquals(elements.get(4), sent.get(again + 1));
        assertTrue(again < sent.indexOf(elements.get(leases.size())));
    }

    @Test
    void elementsBeyondTheLimitFailWithTheLimitAndItsSetting() {
        PoolBench bench = new PoolBench(s -> {
            s.maxQueued = 3;
            return s;
        });
        List<Element> elements = bench.submit(run(0), 4);
        assertEquals(FailureKind.QUEUE_FULL, bench.failure(elements.get(3)));
        assertEquals(
                "The queue of environment 'env' is full: 3 elements wait, and the limit is 3 (hearth.dispatch.max-queued).",
                bench.message(elements.get(3)));
        bench.warm();
        bench.submit(run(0), 2);
        assertEquals(1, bench.settled.size());
    }

    @Test
    void anElementIsSubmittedOnce() {
        PoolBench bench = PoolBench.withReplicas(1);
        Element element = bench.submit(element(run(0), 7));
        String message = String.valueOf(assertThrows(IllegalStateException.class, () -> bench.submit(element))
                .getMessage());
        assertTrue(message.startsWith("Element 7 of run 'run': it was submitted before"), message);
    }
}
