package dev.hearth.platform.pool;

import static dev.hearth.platform.pool.PoolBench.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks of an environment wait for tasks of another, which call back into it. */
class PoolStandstillTest {
    private static final long SECOND = 1_000;

    private final Callers callers = new Callers();

    @Test
    void anElementThatTheOnlySlotWaitsForFailsAndSaysWhatToDo() {
        PoolBench bench = PoolBench.withReplicas(1);
        Element parent = bench.submit(run(0), 1).get(0);
        bench.warm();
        Element child = bench.submit(calledBack(bench, parent));
        bench.pass(SECOND - 1);
        assertEquals(0, bench.settled.size());

        bench.pass(1);
        assertEquals(FailureKind.DEADLOCK, bench.failure(child));
        assertEquals(
                "It would wait for ever: all replicas of environment 'env' run tasks that wait for this call, or for one like it, "
                        + "by way of another environment. Raise the environment's replica-count or concurrency, "
                        + "or let what its tasks call not call back into it.",
                bench.message(child));
        assertEquals(1, bench.settled.size());
        bench.succeed("env-1", parent, 10);
        assertEquals(2, bench.settled.size());
        assertEquals(0, bench.pool.state().queued());
    }

    @Test
    void theNewestOfThoseThatWaitForEachOtherFailsAndTheOthersGoOn() {
        PoolBench bench = PoolBench.withReplicas(2);
        List<Element> parents = bench.submit(run(0), 2);
        bench.warm();
        String left = bench.holder(parents.get(1));
        Element older = bench.submit(calledBack(bench, parents.get(0)));
        bench.pass(SECOND / 2);
        Element newer = bench.submit(calledBack(bench, parents.get(1)));
        bench.pass(SECOND);
        assertEquals(FailureKind.DEADLOCK, bench.failure(newer));
        assertEquals(1, bench.settled.size());

        // Its caller fails with it, and leaves its slot to the other.
        bench.succeed(left, parents.get(1), 10);
        assertEquals(List.of(older), bench.held(left));
        bench.pass(100 * SECOND);
        assertEquals(2, bench.settled.size());
    }

    @Test
    void ancestorsAreFoundHoweverFarAway() {
        PoolBench bench = PoolBench.withReplicas(2);
        Element first = bench.submit(run(0), 1).get(0);
        bench.warm();
        // env -> other -> env -> other -> env
        Element second = bench.submit(calledBack(bench, first));
        Element third = bench.submit(calledBack(bench, second));
        assertEquals(2, bench.pool.state().leased());
        bench.pass(SECOND);
        assertEquals(FailureKind.DEADLOCK, bench.failure(third));
    }

    @Test
    void nothingFailsWhileOneSlotIsHeldByATaskThatWaitsForNothing() {
        PoolBench bench = PoolBench.withReplicas(2);
        List<Element> running = bench.submit(run(0), 2);
        bench.warm();
        Element child = bench.submit(calledBack(bench, running.get(0)));
        bench.pass(100 * SECOND);
        assertEquals(0, bench.settled.size());
        bench.succeed(bench.holder(running.get(1)), running.get(1), 10);
        assertTrue(bench.held(bench.holder(child)).contains(child));
    }

    @Test
    void nothingFailsWhileAReplicaStartsOrMayStillStart() {
        PoolBench bench = PoolBench.withReplicas(2);
        Element parent = bench.submit(run(0), 1).get(0);
        bench.pool.replicaJoined(bench.now, "env-1", 1);
        bench.submit(calledBack(bench, parent));
        bench.pass(100 * SECOND);
        assertEquals(0, bench.settled.size());
    }

    @Test
    void whatATaskStartsAndDoesNotWaitForOnlyWaits() {
        PoolBench bench = PoolBench.withReplicas(1);
        bench.submit(run(0), 1);
        bench.warm();
        bench.submit(run(0), 1);
        bench.pass(100 * SECOND);
        assertEquals(0, bench.settled.size());
    }

    @Test
    void whatATaskWaitsForIsNeverSentBehindAnother() {
        PoolBench bench = PoolBench.withReplicas(1).knowing(1);
        Element parent = bench.submit(run(0), 1).get(0);
        Element ahead = bench.submit(run(0), 1).get(0);
        Element child = bench.submit(calledBack(bench, parent));
        assertEquals(List.of(parent, ahead), bench.held("env-1"));
        assertEquals(1, bench.pool.state().queued());
        bench.pass(SECOND);
        assertEquals(FailureKind.DEADLOCK, bench.failure(child));
    }

    @Test
    void whoWaitsIsForgottenWithTheEndOfWhatIsWaitedFor() {
        Caller caller = callers.of("env-1", 1);
        caller.calleeSent("other-1", 7);
        caller.calleeSent("other-2", 3);
        assertEquals(1, callers.size());
        assertEquals(caller, callers.of("other-2", 3).caller);
        caller.calleeEnded();
        assertEquals(0, callers.size());
    }

    /** The element calls a task of another environment, which calls one of this environment. */
    private Element calledBack(PoolBench bench, Element parent) {
        if (parent.caller != null) {
            parent.caller.calleeSent(bench.holder(parent), parent.lease);
        }
        Caller waiting = callers.of(bench.holder(parent), parent.lease);
        long elsewhere = 1_000 + parent.lease;
        waiting.calleeSent("other-1", elsewhere);
        Caller between = callers.of("other-1", elsewhere);
        return new Element(run(0), 0, "env.task", null, new byte[10], 0, Limits.NONE, between);
    }
}
