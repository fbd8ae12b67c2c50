package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.element;
import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hearth.FailureKind;
import dev.hearth.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolBlameTest {
    @Test
    void theElementsOfADeadReplicaRunAgainElsewhere() {
        PoolBench bench = PoolBench.withReplicas(2);
        Element element = bench.submit(element(run(0), 0));
        bench.warm();
        bench.die("env-1", "signal 9");
        assertEquals(List.of(element), bench.held("env-2"));
        bench.succeed("env-2", element, 1);
        assertEquals(2, bench.outcome(element).attempts());
        assertEquals("env-2", bench.outcome(element).replica());
    }

    @Test
    void anElementThatKillsAsManyReplicasAsAllowedFailsAlone() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        List<Element> elements = bench.submit(run(0), 3);
        for (int i = 1; i <= 3; i++) {
            assertEquals(elements.get(0), bench.held("env-" + i).get(0));
            bench.die("env-" + i, "exit code 3");
            bench.pass(1_000);
            bench.pool.replicaJoined(bench.now, "env-" + (i + 1), 1);
        }
        assertEquals(FailureKind.REPLICA_LOST, bench.failure(elements.get(0)));
        assertEquals(
                "3 replicas in a row died while it ran. The last one, 'env-3': exit code 3",
                bench.message(elements.get(0)));
        assertEquals(3, bench.outcome(elements.get(0)).attempts());
        assertNull(bench.settled.get(elements.get(1)));
        assertEquals(List.of(elements.get(1)), bench.held("env-4"));
    }

    @Test
    void aSuspectIsSentAloneWhileOthersWorkOn() {
        PoolBench bench = PoolBench.withReplicas(2).knowing(1);
        bench.submit(run(0), 40);
        Element suspect = bench.held("env-1").get(0);
        bench.die("env-1", "signal 9");
        assertEquals(1, suspect.deaths);
        for (Element element : bench.held("env-2")) {
            bench.succeed("env-2", element, 1);
        }
        assertEquals(List.of(suspect), bench.held("env-2"));
        bench.submit(run(0), 5);
        assertEquals(List.of(suspect), bench.held("env-2"));
        bench.succeed("env-2", suspect, 1);
        assertEquals(0, suspect.deaths);
    }

    @Test
    void whatWaitedAtADeadReplicaIsSentAgainWithNothingAhead() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        List<Element> elements = bench.submit(run(0), 5);
        bench.die("env-1", "signal 9");
        bench.pool.replicaJoined(bench.now, "env-2", 1);
        assertEquals(List.of(elements.get(0)), bench.held("env-2"));
        bench.succeed("env-2", elements.get(0), 1);
        assertEquals(List.of(elements.get(1)), bench.held("env-2"));
        bench.die("env-2", "signal 9");
        assertEquals(1, elements.get(1).deaths);
        assertEquals(0, elements.get(2).deaths);
    }

    @Test
    void anAnswerClearsASuspect() {
        PoolBench bench = PoolBench.withReplicas(1);
        Element element = bench.submit(element(run(0), 0, new RetryPolicy(9, Duration.ZERO, 1, Duration.ZERO), 0));
        bench.warm();
        for (int i = 1; i <= 5; i++) {
            bench.die("env-" + i, "signal 9");
            bench.pass(1_000);
            bench.pool.replicaJoined(bench.now, "env-" + (i + 1), 1);
            bench.fail("env-" + (i + 1), element, FailureKind.ERROR);
        }
        assertNull(bench.settled.get(element));
        assertEquals(0, element.deaths);
    }
}
