package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.binding.FunctionResult;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.functions.secret.Secrets;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PodLifeTest {
    private static final ToReplica.Welcome WELCOME = new ToReplica.Welcome(60_000, 5_000_000, 60_000);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<String> ending = new CompletableFuture<>();
    private final ProcessEnd end = new RecordedEnd(ending, () -> false);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        release.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private ReplicaPlace.Pod pod() {
        return new ReplicaPlace.Pod(folder.resolve("key"), false, Duration.ofSeconds(20), Optional.empty());
    }

    private ReplicaWork work(int port, boolean regular) {
        ReplicaIdentity identity = new ReplicaIdentity(
                "env", "v1", "pod-1", URI.create("ws://127.0.0.1:" + port + "/"), pod(), 1, Map.of(), Optional.empty());
        return new ReplicaWork(
                identity,
                new ReplicaScope("env", "pod-1", Map.of(), Secrets.NONE),
                regular,
                "v1",
                (function, input, limit) -> {
                    if (function.equals("waits")) {
                        begun.countDown();
                        EngineFixture.await(release);
                    }
                    return new FunctionResult(input);
                },
                PodLifeTest.class.getClassLoader());
    }

    private PodLife life(int port) {
        PodLife life =
                new PodLife(vertx, work(port, false), pod(), WELCOME, new Dialler(vertx, Optional.empty())::dial, end);
        life.begin();
        return life;
    }

    private void key(String key) throws IOException {
        Files.writeString(folder.resolve("key"), key + "\n");
    }

    private FromReplica.Hello welcomed(FakePlatform platform) throws InterruptedException {
        FromReplica.Hello hello = platform.next(FromReplica.Hello.class);
        platform.say(WELCOME);
        return hello;
    }

    @Test
    void aReplicaWaitsForItsKeyAndReadsItAgainAtEachJoining() throws Exception {
        FakePlatform platform = new FakePlatform(vertx);
        life(platform.listen());
        assertNull(platform.heard.poll(500, TimeUnit.MILLISECONDS), "it came without a key");
        key("first");
        FromReplica.Hello hello = welcomed(platform);
        assertEquals("pod-1", hello.replica());
        assertEquals("first", hello.token());
        key("second");
        platform.close("a new life");
        assertEquals("second", welcomed(platform).token());
        assertTrue(!ending.isDone());
    }

    @Test
    void aReplicaOfOneCallThatNoPlatformWelcomesEnds() throws Exception {
        key("key");
        FakePlatform platform = new FakePlatform(vertx);
        job(platform.listen(), Duration.ofSeconds(1));
        platform.next(FromReplica.Hello.class);
        platform.say(new ToReplica.Refused("not yet", 100, Optional.empty()));
        assertEquals("halt " + ReplicaExit.LINK_CLOSED, ending.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aReplicaOfOneCallThatIsWelcomedMayTakeLonger() throws Exception {
        key("key");
        FakePlatform platform = new FakePlatform(vertx);
        job(platform.listen(), Duration.ofSeconds(5));
        welcomed(platform);
        assertThrows(TimeoutException.class, () -> ending.get(7, TimeUnit.SECONDS));
    }

    private void job(int port, Duration patience) {
        ReplicaWork work = work(port, true);
        Joining joining = new Joining(vertx, work, pod().joinKey(), new Dialler(vertx, Optional.empty())::dial, end);
        JobLife job = new JobLife(joining, new ChildLife(work, end));
        vertx.getOrCreateContext().runOnContext(nothing -> job.begin(vertx, patience));
    }

    @Test
    void aReplicaThatIsRefusedComesAgainNotBeforeItIsTold() throws Exception {
        key("key");
        FakePlatform platform = new FakePlatform(vertx);
        life(platform.listen());
        platform.next(FromReplica.Hello.class);
        long refused = System.nanoTime();
        platform.say(new ToReplica.Refused("there are enough", 1_500, Optional.empty()));
        welcomed(platform);
        assertTrue(System.nanoTime() - refused >= TimeUnit.MILLISECONDS.toNanos(1_500));
    }

    @Test
    void aReplicaThatIsSentElsewhereGoesThereOnceAndThenTheUsualWay() throws Exception {
        key("key");
        FakePlatform usual = new FakePlatform(vertx);
        FakePlatform other = new FakePlatform(vertx);
        life(usual.listen());
        URI there = URI.create("ws://127.0.0.1:" + other.listen() + "/");
        usual.next(FromReplica.Hello.class);
        usual.say(new ToReplica.Refused("not mine", 0, Optional.of(there)));
        welcomed(other);
        other.close("gone");
        usual.next(FromReplica.Hello.class);
        assertNull(other.heard.poll());
    }

    @Test
    void aReplicaThatHasSaidGoodbyeComesAgain() throws Exception {
        key("key");
        FakePlatform platform = new FakePlatform(vertx);
        life(platform.listen());
        welcomed(platform);
        platform.say(new ToReplica.Stop());
        platform.next(FromReplica.Goodbye.class);
        welcomed(platform);
        platform.say(new ToReplica.Assign(List.of(EngineFixture.element(1, "echo"))));
        platform.next(FromReplica.Done.class);
    }

    @Test
    void drainFinishesWhatRunsAndSaysGoodbye() throws Exception {
        key("key");
        FakePlatform platform = new FakePlatform(vertx);
        PodLife life = life(platform.listen());
        welcomed(platform);
        platform.say(
                new ToReplica.Assign(List.of(EngineFixture.element(1, "waits"), EngineFixture.element(2, "echo"))));
        begun.await();
        CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(life::drain);
        assertEquals(2, platform.next(FromReplica.Returned.class).leases()[0]);
        release.countDown();
        assertEquals(
                1, platform.next(FromReplica.Done.class).completions().get(0).lease());
        platform.next(FromReplica.Goodbye.class);
        assertTrue(drained.get(20, TimeUnit.SECONDS));
        assertNull(platform.heard.poll(1, TimeUnit.SECONDS), "it came again");
    }

    @Test
    void drainWithoutAPlatformIsOverAtOnce() throws Exception {
        PodLife life = life(1);
        assertTrue(CompletableFuture.supplyAsync(life::drain).get(10, TimeUnit.SECONDS));
    }

    @Test
    void aReplicaOfARegularTaskLooksForItsPlatformAndEndsWithItsLink() throws Exception {
        FakePlatform platform = new FakePlatform(vertx);
        ReplicaWork work = work(platform.listen(), true);
        new PodStart(vertx, new Dialler(vertx, Optional.empty()), Optional.empty()).begin(work, pod(), end);
        Thread.sleep(300);
        key("key");
        platform.next(FromReplica.Hello.class);
        platform.say(new ToReplica.Refused("not yet", 10, Optional.empty()));
        welcomed(platform);
        platform.say(new ToReplica.Stop());
        platform.next(FromReplica.Goodbye.class);
        assertEquals("exit " + ReplicaExit.STOPPED, ending.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aReplicaOfARegularTaskThatIsRefusedForGoodEnds() throws Exception {
        key("key");
        FakePlatform platform = new FakePlatform(vertx);
        ReplicaWork work = work(platform.listen(), true);
        new PodStart(vertx, new Dialler(vertx, Optional.empty()), Optional.empty()).begin(work, pod(), end);
        platform.next(FromReplica.Hello.class);
        platform.say(new ToReplica.Refused("nobody awaits it"));
        assertEquals("exit " + ReplicaExit.REFUSED, ending.get(20, TimeUnit.SECONDS));
    }

    @Test
    void attemptsComeLessAndLessOftenAndNeverTogether() throws TimeoutException {
        BackOff backOff = new BackOff();
        long longest = 0;
        for (int i = 0; i < 20; i++) {
            long next = backOff.next(0);
            longest = Math.max(longest, next);
            assertTrue(next >= BackOff.FIRST_MILLIS / 2 && next <= BackOff.LONGEST_MILLIS, "waits " + next);
        }
        assertTrue(longest > BackOff.LONGEST_MILLIS / 2 - 1, "the longest was " + longest);
        backOff.reset();
        assertTrue(backOff.next(0) <= BackOff.FIRST_MILLIS);
        assertTrue(backOff.next(60_000) >= 60_000);
    }
}
