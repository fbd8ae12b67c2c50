package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.link.ToReplica;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineInPodTest {
    private static final ToReplica.Welcome WELCOME = new ToReplica.Welcome(1000, 1000, 60_000);

    private final EngineFixture replica = new EngineFixture(1, true, 60_000);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final BlockingQueue<Completion> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<FromReplica> second = new LinkedBlockingQueue<>();

    EngineInPodTest() {
        replica.engine.staying(() -> ended.complete(null));
        replica.engine.connect(WELCOME, replica.said::add);
        replica.with("echo", input -> input).with("waits", input -> {
            begun.countDown();
            EngineFixture.await(release);
            return "\"late\"";
        });
    }

    @AfterEach
    void close() {
        release.countDown();
        replica.close();
    }

    private Optional<Runnable> call(String task) {
        return replica.engine.call(EngineFixture.element(0, task), 60_000, answers::add);
    }

    private Completion answer() throws InterruptedException {
        return Objects.requireNonNull(answers.poll(20, TimeUnit.SECONDS), "nobody was answered");
    }

    private static FailureKind kind(Completion completion) {
        return Optional.ofNullable(completion.failure()).map(Failure::kind).orElseThrow();
    }

    private void assertTakes(int direct) throws InterruptedException {
        assertEquals(
                direct,
                assertInstanceOf(FromReplica.Heartbeat.class, replica.next()).direct());
    }

    @Test
    void whatRanWhenTheLinkWasLostIsInterruptedAndItsResultGoesNowhere() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        replica.with("sleeps", input -> {
            begun.countDown();
            try {
                Thread.sleep(60_000);
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return "1";
        });
        replica.assign(EngineFixture.element(1, "sleeps"), EngineFixture.element(2, "echo"));
        begun.await();
        replica.engine.disconnect();
        assertTrue(interrupted.get(20, TimeUnit.SECONDS));
        replica.engine.connect(WELCOME, second::add);
        assertEquals(0, replica.engine.held().length);
        // The new platform counts from one as well.
        replica.assign(EngineFixture.element(1, "echo"));
        FromReplica message = second.poll(20, TimeUnit.SECONDS);
        while (message instanceof FromReplica.Heartbeat) {
            message = second.poll(20, TimeUnit.SECONDS);
        }
        Completion first =
                assertInstanceOf(FromReplica.Done.class, message).completions().get(0);
        assertEquals("{\"lease\":1}", EngineFixture.text(Objects.requireNonNull(first.result())));
        assertTrue(replica.said.isEmpty(), "the old link heard " + replica.said);
    }

    @Test
    void aTaskThatGoesOnAfterItsLinkTakesASlotAndTheNewPlatformHearsSo() throws Exception {
        replica.with("stubborn", input -> {
            begun.countDown();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
            return "1";
        });
        replica.assign(EngineFixture.element(1, "stubborn"));
        begun.await();
        replica.engine.disconnect();
        replica.engine.connect(WELCOME, replica.said::add);
        assertTakes(1);
        release.countDown();
        assertTakes(0);
    }

    @Test
    void stopIsGoodbyeToThisLinkAloneAndTheNextOneFindsTheSameEngine() throws Exception {
        replica.engine.handle(new ToReplica.Stop());
        assertInstanceOf(FromReplica.Goodbye.class, replica.next());
        replica.engine.disconnect();
        assertTrue(!ended.isDone());
        replica.engine.connect(WELCOME, replica.said::add);
        replica.assign(EngineFixture.element(1, "echo"));
        assertNull(replica.completion().failure());
    }

    @Test
    void aDirectCallRunsOnASlotAndThePlatformIsToldThatItIsTaken() throws Exception {
        assertTrue(call("waits").isPresent());
        assertTakes(1);
        begun.await();
        replica.assign(EngineFixture.element(5, "echo"));
        assertArrayEquals(new long[] {5}, replica.engine.held());
        assertEquals(1, replica.engine.direct());
        release.countDown();
        assertEquals("\"late\"", EngineFixture.text(Objects.requireNonNull(answer().result())));
        assertTakes(0);
        assertEquals(5, replica.completion().lease());
    }

    @Test
    void aDirectCallGoesBeforeElementsThatHaveNotBegun() throws Exception {
        replica.assign(EngineFixture.element(1, "waits"), EngineFixture.element(2, "never"));
        begun.await();
        CompletableFuture<Boolean> neverBegan = new CompletableFuture<>();
        replica.with("never", input -> {
            neverBegan.complete(answers.isEmpty());
            return "1";
        });
        assertTrue(call("echo").isPresent());
        release.countDown();
        assertEquals(false, neverBegan.get(20, TimeUnit.SECONDS), "the element went first");
    }

    @Test
    void moreDirectCallsThanSlotsAreNotTaken() throws Exception {
        assertTrue(call("waits").isPresent());
        begun.await();
        assertTrue(call("echo").isEmpty());
        release.countDown();
        answer();
    }

    @Test
    void aDirectCallDoesNotWaitForASlotForEver() throws Exception {
        replica.assign(EngineFixture.element(1, "waits"));
        begun.await();
        replica.engine.call(EngineFixture.element(0, "echo"), 1, answers::add);
        assertEquals(FailureKind.QUEUE_TIMEOUT, kind(answer()));
        assertTakes(1);
        assertTakes(0);
    }

    @Test
    void aCallerThatGoesAwayCancelsWhatRunsAndWhatWaits() throws Exception {
        Runnable cancel = call("waits").orElseThrow();
        begun.await();
        cancel.run();
        assertEquals(FailureKind.CANCELLED, kind(answer()));
        assertEquals(0, replica.engine.direct());
    }

    @Test
    void drainFinishesWhatRunsHandsBackTheRestAndTakesNothingMore() throws Exception {
        replica.assign(EngineFixture.element(1, "waits"), EngineFixture.element(2, "echo"));
        begun.await();
        replica.engine.drain();
        assertArrayEquals(
                new long[] {2},
                assertInstanceOf(FromReplica.Returned.class, replica.next()).leases());
        assertTrue(call("echo").isEmpty());
        assertTrue(!ended.isDone());
        release.countDown();
        assertEquals(1, replica.completion().lease());
        assertInstanceOf(FromReplica.Goodbye.class, replica.next());
        ended.get(20, TimeUnit.SECONDS);
    }

    @Test
    void drainWithoutALinkWaitsForDirectCallsOnly() throws Exception {
        call("waits");
        begun.await();
        replica.engine.disconnect();
        replica.engine.drain();
        assertTrue(!ended.isDone());
        release.countDown();
        answer();
        ended.get(20, TimeUnit.SECONDS);
    }

    @Test
    void drainAfterTheGoodbyeOfAStopStillEnds() throws Exception {
        replica.engine.handle(new ToReplica.Stop());
        replica.engine.drain();
        ended.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aDirectCallThatDoesNotEndMakesTheReplicaEnd() throws Exception {
        try (EngineFixture impatient = new EngineFixture(1, true, 10)) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            impatient.engine.staying(() -> over.complete(null));
            impatient.with("stubborn", input -> {
                while (release.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return "1";
            });
            impatient.engine.call(EngineFixture.element(0, "stubborn", 20), 60_000, answers::add);
            Completion answer = answer();
            assertEquals(FailureKind.TIMEOUT, kind(answer));
            over.get(20, TimeUnit.SECONDS);
            release.countDown();
        }
    }
}
