package dev.hearth.platform.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.platform.bus.ReplicaEvent;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.Limits;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.pool.Settled;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those who run a platform ask of its pools. */
@Timeout(60)
class OperationsTest {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Settled> outcomes = new LinkedBlockingQueue<>();
    private final PoolRun run = new PoolRun("run-1", 0, (element, settled) -> outcomes.add(settled));
    private FakeReplicas replicas = new FakeReplicas(vertx, FakeReplicas::join);
    private PoolsService pools = service(replicas);

    @AfterEach
    void close() throws Exception {
        pools.close(new ShutdownEvent());
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aPrewarmedEnvironmentHasItsReplicasBeforeTheFirstElement() throws Exception {
        PoolState one =
                pools.prewarm("env", OptionalInt.of(1)).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(PoolState.Phase.WARM, one.phase());
        assertEquals(1, one.replicas().size());
        PoolState all =
                pools.prewarm("env", OptionalInt.empty()).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(2, all.replicas().size());
        pools.submit("env", List.of(element(1)));
        assertFalse(next().cold());
        List<ReplicaView> views = pools.replicas().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(
                List.of("env-1 READY 1 none", "env-2 READY 1 none"),
                views.stream()
                        .map(r -> r.name() + " " + r.phase() + " " + r.pid() + " " + r.archive())
                        .toList());
    }

    @Test
    void prewarmingEndsWhenTheStartsHaveFailedOrThePlatformCloses() throws Exception {
        use((fake, replica) -> fake.end(replica, "ended with exit code 3"));
        PoolState failed =
                pools.prewarm("env", OptionalInt.empty()).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(PoolState.Phase.COLD, failed.phase());
        assertEquals("ended with exit code 3", failed.lastStartFailure());
        use((fake, replica) -> {});
        CompletableFuture<PoolState> never =
                pools.prewarm("env", OptionalInt.empty()).toCompletableFuture();
        pools.views().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertFalse(never.isDone());
        pools.close(new ShutdownEvent());
        assertEquals(PoolState.Phase.CLOSED, never.get(10, TimeUnit.SECONDS).phase());
    }

    @Test
    void whatHasHappenedIsCountedOverAllGenerationsOfAnEnvironment() throws Exception {
        pools.submit("env", List.of(element(0), element(1), element(2)));
        pools.change("env", Map.of("ttl-seconds", "5"));
        pools.submit("env", List.of(element(3)));
        for (int i = 0; i < 4; i++) {
            next();
        }
        List<PoolStatistics> all = pools.statistics().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(1, all.size());
        PoolStatistics env = all.get(0);
        assertEquals(4, env.startedTotal());
        TaskStatistics task = env.tasks().get("env.task");
        if (task == null) {
            throw new AssertionError(env.tasks());
        }
        assertEquals(4, task.succeeded());
        assertEquals(4, task.attempts());
        assertEquals(4, LongStream.of(task.ran().counts()).sum());
        // Each ran for 1,000 ns.
        assertEquals(4, task.ran().counts()[0]);
        assertEquals(4e-6, task.ran().sumSeconds(), 1e-12);
        assertEquals(0, env.startsFailed() + env.replicasLost() + env.queued() + env.running());
    }

    @Test
    void startsThatFailAndReplicasThatAreLostAreCountedApart() throws Exception {
        use((fake, replica) -> {
            if (replica.equals("env-1")) {
                fake.end(replica, "ended with exit code 3");
            } else {
                fake.join(replica);
            }
        });
        pools.submit("env", List.of(element(0)));
        next();
        replicas.tell(new ReplicaEvent.Gone("env-2", "reset"));
        replicas.end("env-2", "ended by signal SIGKILL (exit code 137)");
        PoolStatistics env = pools.statistics()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .get(0);
        for (int i = 0; env.replicasLost() == 0; i++) {
            assertTrue(i < 1000, "nothing was lost");
            TimeUnit.MILLISECONDS.sleep(10);
            env = pools.statistics()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .get(0);
        }
        assertEquals(1, env.replicasLost());
        assertEquals(1, env.startsFailed());
    }

    @Test
    void whatCannotBePrewarmedIsAnError() {
        HearthException tooMany = assertThrows(HearthException.class, () -> pools.prewarm("env", OptionalInt.of(3)));
        assertEquals(
                "Cannot prewarm 3 replicas of environment 'env': it has from 1 to 2. Change its replica-count to have more.",
                tooMany.getMessage());
        assertThrows(HearthException.class, () -> pools.prewarm("regular", OptionalInt.empty()));
    }

    private void use(BiConsumer<FakeReplicas, String> onStart) {
        replicas = new FakeReplicas(vertx, onStart);
        pools = service(replicas);
    }

    private PoolsService service(FakeReplicas fake) {
        return new PoolsService(
                vertx,
                new Environments(name -> name.equals("regular")
                        ? EnvironmentSpec.regular("regular", "Some.class")
                        : EnvironmentSpec.actors("env", "Some.class", Map.of(), 2, 90, 1)),
                () -> "v1",
                () -> fake,
                TestConfig.DEFAULT,
                new Invitations(),
                () -> {
                    throw new AssertionError("nobody asks");
                });
    }

    private Settled next() throws InterruptedException {
        Settled settled = outcomes.poll(30, TimeUnit.SECONDS);
        if (settled == null) {
            throw new AssertionError("nothing was settled; " + replicas.logged());
        }
        return settled;
    }

    private Element element(long index) {
        byte[] input = Long.toString(index).getBytes(StandardCharsets.UTF_8);
        return new Element(run, index, "env.task", null, input, 0, Limits.NONE);
    }
}
