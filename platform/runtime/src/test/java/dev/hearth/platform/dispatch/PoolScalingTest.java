package dev.hearth.platform.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.Limits;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.pool.Settled;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools whose replicas come by themselves. */
@Timeout(60)
class PoolScalingTest {
    private static final String TURNED_AWAY = " Refused: environment 'env' has all the replicas that it needs 1000";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Settled> outcomes = new LinkedBlockingQueue<>();
    private final PoolRun run = new PoolRun("run-1", 0, (element, settled) -> outcomes.add(settled));
    private final FakePods pods = new FakePods(vertx);
    private EnvironmentSpec environment = EnvironmentSpec.actors("env", "Some.class", Map.of(), 2, 90, 1);
    private PoolsService pools = service(TestConfig.DEFAULT);

    @AfterEach
    void close() throws Exception {
        pools.close(new ShutdownEvent());
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void replicasThatComeTakeThePlacesThatWereAskedForUnderTheirOwnNames() throws Exception {
        submit(1);
        pods.awaitLog("scale 2");
        pods.come("pod-a");
        pods.come("pod-b");
        assertNull(next().failure());
        assertEquals(List.of("pod-a", "pod-b"), ready(2));
        pods.come("pod-c");
        pods.awaitTold("pod-c" + TURNED_AWAY);
        assertTrue(pods.log.isEmpty(), pods.log::toString);
    }

    @Test
    void anEnvironmentIdleForItsTimeToLiveIsScaledToNothingWhenItsReplicasHaveSaidGoodbye() throws Exception {
        change("ttl-seconds", "1");
        submit(1);
        pods.awaitLog("scale 2");
        pods.come("pod-a");
        pods.come("pod-b");
        next();
        pods.awaitTold("pod-a Stop");
        pods.awaitTold("pod-b Stop");
        pods.say("pod-a", new FromReplica.Goodbye("asked to stop"));
        pods.awaitLog("leaving [pod-a]", "scale 1");
        pods.come("pod-a");
        pods.awaitTold("pod-a" + TURNED_AWAY);
        pods.say("pod-b", new FromReplica.Goodbye("asked to stop"));
        pods.awaitLog("scale 0");
        submit(1);
        pods.awaitLog("scale 2");
        pods.come("pod-a");
        assertNull(next().failure());
    }

    @Test
    void aLostReplicaIsReplacedInItsPlaceAndScaleStays() throws Exception {
        pods.holding = true;
        submit(2);
        pods.awaitLog("scale 2");
        pods.come("pod-a");
        pods.come("pod-b");
        pods.awaitTold("pod-b Assign 1");
        pods.gone("pod-a", "reset");
        pods.holding = false;
        pods.come("pod-c");
        assertNull(next().failure());
        assertTrue(pods.log.isEmpty(), pods.log::toString);
    }

    @Test
    void oneThatComesAgainOverAnotherLinkRunsAnewWhatItHeld() throws Exception {
        change("replica-count", "1");
        pods.holding = true;
        submit(1);
        pods.awaitLog("scale 1");
        pods.come("pod-a");
        pods.awaitTold("pod-a Assign 1");
        pods.holding = false;
        pods.come("pod-a");
        Settled settled = next();
        assertNull(settled.failure());
        assertEquals(2, settled.attempts());
        assertEquals(List.of("pod-a"), ready(1));
    }

    @Test
    void whyNobodyComesIsShownAndToldWhenTheStartTakesTooLong() throws Exception {
        pools = service(new TestConfig(Duration.ofMillis(500), 4 * 1024 * 1024));
        submit(1);
        pods.awaitLog("scale 2");
        pods.trouble("no room on any node");
        assertEquals("no room on any node", pool().trouble());
        Failure failure = next().failure();
        if (failure == null) {
            throw new AssertionError("it succeeded");
        }
        assertEquals(FailureKind.START_FAILED, failure.kind());
        assertTrue(failure.message().endsWith("it did not join within 500 ms: no room on any node"), failure.message());
    }

    @Test
    void aRefusalFailsWhatWaitsAndTheNextElementAsksAnew() throws Exception {
        submit(1);
        pods.awaitLog("scale 2");
        pods.refuse("the image does not exist");
        Failure failure = next().failure();
        if (failure == null) {
            throw new AssertionError("it succeeded");
        }
        assertEquals("No replica of environment 'env' could be started: the image does not exist", failure.message());
        submit(1);
        pods.awaitLog("scale 2");
    }

    @Test
    void replicasOfAnEarlierLifeAreAdoptedWithoutAWordToTheProvisioner() throws Exception {
        String version = environment.identity("v1");
        assertTrue(pools.expected("env", version));
        assertFalse(pools.expected("env", "another"));
        await(() -> pools.views().toCompletableFuture().join().size() == 1);
        pods.come("pod-a", version);
        pods.come("pod-b", version);
        assertEquals(List.of("pod-a", "pod-b"), ready(2));
        submit(1);
        assertEquals("pod-a", next().replica());
        assertTrue(pods.log.isEmpty(), pods.log::toString);
    }

    @Test
    void theIdleTimeOfAnEarlierLifeGoesOnAndIsLeftToTheNext() throws Exception {
        change("replica-count", "1");
        Instant since = Instant.now().minusSeconds(50);
        pods.idleBefore = Optional.of(since);
        String version = environment.identity("v1");
        pools.expected("env", version);
        // It is asked for on another thread, which takes a moment.
        TimeUnit.MILLISECONDS.sleep(200);
        pods.come("pod-a", version);
        Instant told = pods.idle.take().orElseThrow();
        assertTrue(Duration.between(since, told).abs().toMillis() < 1_000, told + " is not " + since);
        submit(1);
        next();
        pools.close(new ShutdownEvent());
        Instant last = told;
        for (Optional<Instant> word = pods.idle.poll(); word != null; word = pods.idle.poll()) {
            last = word.orElse(last);
        }
        assertTrue(Duration.between(last, Instant.now()).toMillis() < 10_000, last + " is long ago");
    }

    @Test
    void aPoolThatGoesToAnotherPlatformLeavesThePodsToItAndAsksAnewWhenItIsBack() throws Exception {
        submit(1);
        pods.awaitLog("scale 2");
        pods.come("pod-a");
        pods.come("pod-b");
        next();
        ready(2);
        pools.keep("env", false);
        pods.awaitTold("pod-a Stop");
        pods.awaitTold("pod-b Stop");
        pods.idle.clear();
        for (String pod : List.of("pod-a", "pod-b")) {
            pods.say(pod, new FromReplica.Goodbye("asked to stop"));
            pods.gone(pod, "it dials the other platform");
        }
        await(() -> pools.views().toCompletableFuture().join().stream()
                .allMatch(view -> view.state().replicas().isEmpty()));
        assertTrue(pods.log.isEmpty(), pods.log::toString);
        assertTrue(pods.idle.isEmpty(), pods.idle::toString);

        pools.keep("env", true);
        submit(1);
        pods.awaitLog("scale 2");
        pods.come("pod-a");
        assertNull(next().failure());
    }

    @Test
    void aClosingPlatformClosesLinksAndLeavesTheReplicasUp() throws Exception {
        submit(1);
        pods.awaitLog("scale 2");
        pods.come("pod-a");
        next();
        pools.close(new ShutdownEvent());
        pods.awaitTold("pod-a closed: the platform is closing");
        pods.awaitLog("close");
    }

    @Test
    void anElasticPoolAsksForWhatItNeedsAndLetsTheDrainedGoFirst() throws Exception {
        change("min-replicas", "1", "scaledown-seconds", "1");
        pods.holding = true;
        submit(1);
        pods.awaitLog("scale 1");
        submit(1);
        pods.awaitLog("scale 2");
        pods.come("pod-a");
        pods.come("pod-b");
        pods.awaitTold("pod-b Assign 1");
        pods.holding = false;
        pods.gone("pod-b", "reset");
        pods.come("pod-c");
        next();
        pods.awaitTold("pod-c Stop");
        pods.say("pod-c", new FromReplica.Goodbye("asked to stop"));
        pods.awaitLog("leaving [pod-c]", "scale 1");
    }

    @Test
    void slotsThatAreBusyWithDirectWorkGetNothing() throws Exception {
        submit(1);
        pods.awaitLog("scale 2");
        pods.come("pod-a");
        pods.come("pod-b");
        next();
        ready(2);
        pods.say("pod-a", new FromReplica.Heartbeat(new long[0], 1));
        // It goes another way than elements do.
        TimeUnit.MILLISECONDS.sleep(200);
        submit(4);
        for (int i = 0; i < 4; i++) {
            assertEquals("pod-b", next().replica());
        }
    }

    @Test
    void regularTasksHaveAReplicaStartedForEachCall() throws Exception {
        environment = EnvironmentSpec.regular("env", "Some.class");
        submit(1);
        pods.awaitLog("start env-1");
    }

    private PoolsService service(DispatchConfig config) {
        return new PoolsService(
                vertx, new Environments(name -> environment), () -> "v1", () -> pods, config, new Invitations(), () -> {
                    throw new AssertionError("nobody asks");
                });
    }

    private void change(String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            environment = Catalog.change(environment, Map.of(attributes[i], attributes[i + 1]));
        }
    }

    private void submit(int count) {
        pools.submit("env", IntStream.range(0, count).mapToObj(this::element).toList());
    }

    private Element element(int index) {
        byte[] input = Integer.toString(index).getBytes(StandardCharsets.UTF_8);
        return new Element(run, index, "env.task", null, input, 0, Limits.NONE);
    }

    private Settled next() throws InterruptedException {
        Settled settled = outcomes.poll(20, TimeUnit.SECONDS);
        if (settled == null) {
            throw new AssertionError("nothing was settled; " + pods.log + pods.told);
        }
        return settled;
    }

    private PoolState pool() {
        return pools.views().toCompletableFuture().join().get(0).state();
    }

    /** The names of so many replicas that are ready, as soon as they are. */
    private List<String> ready(int count) throws InterruptedException {
        await(() -> pool().replicas().stream()
                        .filter(replica -> replica.phase() == PoolState.ReplicaState.Phase.READY)
                        .count()
                == count);
        return pool().replicas().stream().map(PoolState.ReplicaState::name).toList();
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            assertTrue(i < 2_000, "it did not come true");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
