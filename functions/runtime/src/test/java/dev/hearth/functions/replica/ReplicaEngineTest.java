package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.TaskContext;
import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.functions.secret.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReplicaEngineTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void tasksRunInTheOrderOfTheirAssignment() throws Exception {
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> {
            begun.add(input);
            return input;
        })) {
            Assignment[] elements = new Assignment[1000];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = EngineFixture.element(i, "t");
            }
            replica.assign(elements);
            List<Completion> results = replica.completions(elements.length);
            for (int i = 0; i < elements.length; i++) {
                assertEquals(i, results.get(i).lease());
                assertEquals("{\"lease\":" + i + "}", begun.get(i));
                assertNull(results.get(i).failure());
            }
            assertEquals(0, replica.engine.held().length);
        }
    }

    @Test
    void tinyTasksShareFrames() throws Exception {
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> "1")) {
            Assignment[] elements = new Assignment[2000];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = EngineFixture.element(i, "t");
            }
            replica.assign(elements);
            int frames = 0;
            int results = 0;
            while (results < elements.length) {
                int size = ((FromReplica.Done) replica.next()).completions().size();
                assertTrue(size <= Outbox.MOST_RESULTS, "a frame of " + size);
                results += size;
                frames++;
            }
            assertTrue(frames < 1000, frames + " frames");
        }
    }

    @Test
    void aResultLeavesWhileTheNextTaskRuns() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (EngineFixture replica = EngineFixture.isolated()
                .with("quick", input -> "1")
                .with("long", input -> {
                    EngineFixture.await(release);
                    return "2";
                })) {
            replica.assign(EngineFixture.element(1, "quick"), EngineFixture.element(2, "long"));
            assertEquals(1, replica.completion().lease());
            assertArrayEquals(new long[] {2}, replica.engine.held());
            release.countDown();
            assertEquals(2, replica.completion().lease());
        }
    }

    @Test
    void theResultOfALongTaskHasLeftWhenTheNextBegins() throws Exception {
        AtomicReference<FromReplica> left = new AtomicReference<>();
        CountDownLatch looked = new CountDownLatch(1);
        try (EngineFixture replica = EngineFixture.isolated()) {
            replica.with("long", input -> {
                        // Over what a result may wait for others.
                        Thread.sleep(5);
                        return "1";
                    })
                    .with("next", input -> {
                        left.set(replica.said.peek());
                        looked.countDown();
                        return "2";
                    });
            replica.assign(EngineFixture.element(1, "long"), EngineFixture.element(2, "next"));
            // Not taken before: it is to be seen from within the second task.
            EngineFixture.await(looked);
            assertInstanceOf(FromReplica.Done.class, left.get());
            assertEquals(1, replica.completion().lease());
            assertEquals(2, replica.completion().lease());
        }
    }

    @Test
    void asManyTasksRunAtOnceAsTheConcurrencyAllows() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        try (EngineFixture replica = new EngineFixture(3, true, 60_000).with("t", input -> {
            together.await(20, TimeUnit.SECONDS);
            return "1";
        })) {
            replica.assign(EngineFixture.element(1, "t"), EngineFixture.element(2, "t"), EngineFixture.element(3, "t"));
            for (Completion completion : replica.completions(3)) {
                assertNull(completion.failure());
            }
        }
    }

    @Test
    void boundArgumentsAreJoinedWithTheElementsOwn() throws Exception {
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> input)) {
            BoundArguments bound = new BoundArguments(1, "run", EngineFixture.bytes("{\"state\":3}"));
            replica.assign(new Assignment(1, "run", "", "t", 0, 1, 0, bound, EngineFixture.bytes("{\"value\":1}")));
            assertEquals("{\"state\":3,\"value\":1}", EngineFixture.text(result(replica.completion())));
        }
    }

    @Test
    void aTaskKnowsItsContextAndNothingRemainsAfterIt() throws Exception {
        AtomicReference<TaskContext> seen = new AtomicReference<>();
        try (EngineFixture replica = EngineFixture.isolated().with("env.t", input -> {
            TaskContext context = TaskContext.current().orElseThrow();
            seen.set(context);
            assertEquals("env", CurrentExecution.environment().orElseThrow());
            assertTrue(org.jboss.logging.MDC.get("run").equals("run-9"));
            assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", org.jboss.logging.MDC.get("traceId"));
            assertEquals("00f067aa0ba902b7", org.jboss.logging.MDC.get("spanId"));
            CurrentExecution.countCacheMiss();
            CurrentExecution.countCacheHit();
            CurrentExecution.countCacheHit();
            return context.task();
        })) {
            replica.assign(new Assignment(1, "run-9", TRACE, "env.t", 7, 2, 5000, null, EngineFixture.bytes("{}")));
            Completion completion = replica.completion();
            assertEquals("env.t", EngineFixture.text(result(completion)));
            assertEquals(2, completion.cacheHits());
            assertEquals(1, completion.cacheMisses());
            assertTrue(completion.runNanos() > 0);
            TaskContext context = Objects.requireNonNull(seen.get());
            assertEquals("run-9", context.runId());
            assertEquals(Optional.of(TRACE), context.traceparent());
            assertEquals(2, context.attempt());
            assertEquals(7, context.index());
            assertEquals("env-1", context.replica());
            assertTrue(context.deadline().isPresent());
            replica.with(
                    "env.t",
                    input -> "\"" + TaskContext.current().orElseThrow().deadline()
                            + TaskContext.current().orElseThrow().traceparent()
                            + org.jboss.logging.MDC.get("traceId") + "\"");
            replica.assign(EngineFixture.element(2, "env.t"));
            assertEquals("\"Optional.emptyOptional.emptynull\"", EngineFixture.text(result(replica.completion())));
        }
        assertTrue(TaskContext.current().isEmpty());
    }

    @Test
    void whatATaskPutsIntoTheLoggingContextIsNotThereForTheNext() throws Exception {
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> {
            String before = String.valueOf(org.jboss.logging.MDC.get("mine"));
            org.jboss.logging.MDC.put("mine", "left behind");
            return before;
        })) {
            replica.assign(EngineFixture.element(1, "t"), EngineFixture.element(2, "t"));
            assertEquals("null", EngineFixture.text(result(replica.completion())));
            assertEquals("null", EngineFixture.text(result(replica.completion())));
        }
    }

    @Test
    void recalledElementsComeBackNewestFirstAndThoseBegunStay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> {
            begun.countDown();
            EngineFixture.await(release);
            return "1";
        })) {
            replica.assign(
                    EngineFixture.element(1, "t"),
                    EngineFixture.element(2, "t"),
                    EngineFixture.element(3, "t"),
                    EngineFixture.element(4, "t"));
            EngineFixture.await(begun);
            replica.engine.handle(new ToReplica.Recall(new long[] {1, 2, 4, 99}));
            assertArrayEquals(
                    new long[] {4, 2},
                    assertInstanceOf(FromReplica.Returned.class, replica.next()).leases());
            assertEquals(Set.of(1L, 3L), asSet(replica.engine.held()));
            release.countDown();
            assertEquals(
                    List.of(1L, 3L),
                    replica.completions(2).stream().map(Completion::lease).toList());
        }
    }

    @Test
    void aCancelledElementThatWaitsIsAnsweredAtOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> {
            EngineFixture.await(release);
            return "1";
        })) {
            replica.assign(EngineFixture.element(1, "t"), EngineFixture.element(2, "t"));
            replica.engine.handle(new ToReplica.Cancel(new long[] {2}));
            Completion cancelled = replica.completion();
            assertEquals(2, cancelled.lease());
            assertEquals(FailureKind.CANCELLED, failure(cancelled).kind());
            release.countDown();
            assertEquals(1, replica.completion().lease());
        }
    }

    @Test
    void aCancelThatOvertookItsAssignmentStillHolds() throws Exception {
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> "1")) {
            replica.engine.handle(new ToReplica.Cancel(new long[] {5}));
            replica.assign(EngineFixture.element(5, "t"), EngineFixture.element(6, "t"));
            List<Completion> completions = replica.completions(2);
            assertEquals(FailureKind.CANCELLED, failure(completions.get(0)).kind());
            assertNull(completions.get(1).failure());
        }
    }

    @Test
    void aCancelledElementThatRunsIsInterruptedAndTheNextIsNot() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (EngineFixture replica = EngineFixture.isolated()
                .with("sleeps", input -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return "1";
                })
                .with("flag", input -> String.valueOf(Thread.currentThread().isInterrupted()))) {
            replica.assign(EngineFixture.element(1, "sleeps"), EngineFixture.element(2, "flag"));
            EngineFixture.await(begun);
            replica.engine.handle(new ToReplica.Cancel(new long[] {1}));
            Completion cancelled = replica.completion();
            assertEquals(FailureKind.CANCELLED, failure(cancelled).kind());
            assertFalse(failure(cancelled).stuck());
            assertEquals("false", EngineFixture.text(result(replica.completion())));
        }
    }

    @Test
    void aFlagThatATaskLeavesIsNotFoundByTheNext() throws Exception {
        try (EngineFixture replica = EngineFixture.isolated()
                .with("leaves", input -> {
                    Thread.currentThread().interrupt();
                    return "1";
                })
                .with("flag", input -> String.valueOf(Thread.currentThread().isInterrupted()))) {
            replica.assign(EngineFixture.element(1, "leaves"), EngineFixture.element(2, "flag"));
            assertNull(replica.completion().failure());
            assertEquals("false", EngineFixture.text(result(replica.completion())));
        }
    }

    @Test
    void anAttemptOverItsTimeoutFailsWithTheLimit() throws Exception {
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> {
            new CountDownLatch(1).await();
            return "1";
        })) {
            replica.assign(EngineFixture.element(1, "t", 20));
            Failure failure = failure(replica.completion());
            assertEquals(FailureKind.TIMEOUT, failure.kind());
            assertTrue(failure.message().contains("20 ms"), failure.message());
            assertFalse(failure.stuck());
        }
    }

    @Test
    void aTaskThatIgnoresItsInterruptionIsStuckAndNothingBeginsBesideIt() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (EngineFixture replica = new EngineFixture(1, true, 30)
                .with("stubborn", input -> {
                    while (release.getCount() > 0) {
                        try {
                            EngineFixture.await(release);
                        } catch (InterruptedException e) {
                            // That is what makes it stubborn.
                        }
                    }
                    return "1";
                })
                .with("t", input -> "2")) {
            replica.assign(EngineFixture.element(1, "stubborn", 20), EngineFixture.element(2, "t"));
            Failure failure = failure(replica.completion());
            assertEquals(FailureKind.TIMEOUT, failure.kind());
            assertTrue(failure.stuck());
            assertTrue(failure.trace().contains("EngineFixture.await"), failure.trace());
            assertArrayEquals(
                    new long[] {2},
                    assertInstanceOf(FromReplica.Returned.class, replica.next()).leases());
            replica.assign(EngineFixture.element(3, "t"));
            release.countDown();
            assertNull(replica.said.poll(50, TimeUnit.MILLISECONDS), "nothing begins, and the late result is dropped");
            assertArrayEquals(new long[] {3}, replica.engine.held());
        }
    }

    @Test
    void aTaskThatRunsOutOfMemoryIsReportedBeforeTheProcessIsTold() throws Exception {
        AtomicReference<FromReplica> saidBefore = new AtomicReference<>();
        CountDownLatch told = new CountDownLatch(1);
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> {
            throw new OutOfMemoryError("Java heap space");
        })) {
            replica.engine.onOutOfMemory(
                    () -> {
                        saidBefore.set(replica.said.peek());
                        told.countDown();
                    },
                    () -> {});
            replica.assign(EngineFixture.element(1, "t"), EngineFixture.element(2, "t"));
            EngineFixture.await(told);
            assertInstanceOf(FromReplica.Done.class, saidBefore.get());
            assertEquals(
                    "java.lang.OutOfMemoryError: Java heap space",
                    failure(replica.completion()).message());
        }
    }

    @Test
    void ifThereIsNoMemoryToTellTheFailureTheLastResortIsTaken() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> {
            throw new OutOfMemoryError("Java heap space");
        })) {
            replica.engine.onOutOfMemory(
                    () -> {
                        throw new OutOfMemoryError("no memory to tell it");
                    },
                    taken::countDown);
            replica.assign(EngineFixture.element(1, "t"));
            EngineFixture.await(taken);
        }
    }

    @Test
    void systemPropertiesOfOneTaskAreNotSeenByTheNext() throws Exception {
        try (EngineFixture replica = EngineFixture.isolated()
                .with("sets", input -> {
                    System.setProperty("dev.hearth.test.leak", "left");
                    return "1";
                })
                .with("reads", input -> String.valueOf(System.getProperty("dev.hearth.test.leak")))) {
            for (int i = 0; i < 50; i++) {
                replica.assign(EngineFixture.element(2L * i, "sets"), EngineFixture.element(2L * i + 1, "reads"));
                assertNull(replica.completion().failure());
                assertEquals("null", EngineFixture.text(result(replica.completion())));
            }
        }
    }

    @Test
    void stopFinishesWhatRunsReturnsTheRestAndLeaves() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> {
            begun.countDown();
            EngineFixture.await(release);
            return "1";
        })) {
            replica.assign(EngineFixture.element(1, "t"), EngineFixture.element(2, "t"));
            EngineFixture.await(begun);
            replica.engine.handle(new ToReplica.Stop());
            assertArrayEquals(
                    new long[] {2},
                    assertInstanceOf(FromReplica.Returned.class, replica.next()).leases());
            replica.assign(EngineFixture.element(3, "t"));
            assertArrayEquals(
                    new long[] {3},
                    assertInstanceOf(FromReplica.Returned.class, replica.next()).leases());
            release.countDown();
            assertEquals(1, replica.completion().lease());
            assertInstanceOf(FromReplica.Goodbye.class, replica.next());
        }
    }

    @Test
    void stopOfAnIdleReplicaLeavesAtOnce() throws Exception {
        try (EngineFixture replica = EngineFixture.isolated()) {
            replica.engine.handle(new ToReplica.Stop());
            assertInstanceOf(FromReplica.Goodbye.class, replica.next());
        }
    }

    @Test
    void aLeaseIsHeldUntilItsResultWasHandedOver() throws Exception {
        AtomicReference<ReplicaEngine> engine = new AtomicReference<>();
        AtomicReference<long[]> heldAtHandover = new AtomicReference<>();
        CountDownLatch handed = new CountDownLatch(1);
        ReplicaEngine replica = new ReplicaEngine(
                new ReplicaScope("env", "env-1", Map.of(), Secrets.NONE),
                1,
                false,
                1000,
                1000,
                (function, input, limit) -> new dev.hearth.functions.binding.FunctionResult(new byte[0]),
                message -> {
                    heldAtHandover.set(Objects.requireNonNull(engine.get()).held());
                    handed.countDown();
                });
        try (replica) {
            engine.set(replica);
            replica.handle(new ToReplica.Assign(List.of(EngineFixture.element(1, "t"))));
            EngineFixture.await(handed);
            assertArrayEquals(new long[] {1}, heldAtHandover.get());
        }
    }

    @Test
    void aDoubledAssignmentRunsOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (EngineFixture replica = EngineFixture.isolated().with("t", input -> {
            EngineFixture.await(release);
            return "1";
        })) {
            replica.assign(EngineFixture.element(1, "t"), EngineFixture.element(2, "t"));
            replica.assign(EngineFixture.element(1, "t"), EngineFixture.element(2, "t"));
            assertEquals(2, replica.engine.held().length);
            release.countDown();
            replica.completions(2);
            assertNull(replica.said.poll(50, TimeUnit.MILLISECONDS));
        }
    }

    private static byte[] result(Completion completion) {
        assertNull(completion.failure(), () -> String.valueOf(completion.failure()));
        byte[] result = completion.result();
        assertNotNull(result);
        return result;
    }

    private static Failure failure(Completion completion) {
        Failure failure = completion.failure();
        assertNotNull(failure);
        assertNull(completion.result());
        return failure;
    }

    private static Set<Long> asSet(long[] leases) {
        Set<Long> set = new HashSet<>();
        Arrays.stream(leases).forEach(set::add);
        return set;
    }
}
