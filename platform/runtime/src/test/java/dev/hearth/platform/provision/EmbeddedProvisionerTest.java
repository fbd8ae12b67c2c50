package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.functions.replica.ReplicaScope;
import dev.hearth.platform.bus.Addresses;
import dev.hearth.platform.bus.LocalCodec;
import dev.hearth.platform.bus.ReplicaEvent;
import dev.hearth.platform.secret.SecretSource;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedProvisionerTest {
    private static final EnvironmentSpec ENVIRONMENT =
            EnvironmentSpec.actors("env", "Some.class", Map.of("MODEL", "large"), 1, 90, 3);

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<ReplicaEvent> pool = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> engineHeard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Consumer<FromReplica>> engines = new LinkedBlockingQueue<>();
    private final EmbeddedProvisioner provisioner =
            new EmbeddedProvisioner(vertx, this::engine, new SecretSource(Optional.empty(), Map.of()));

    @BeforeEach
    void listen() {
        LocalCodec.register(vertx);
        vertx.eventBus().<ReplicaEvent>localConsumer(Addresses.pool("env", "v1"), message -> pool.add(message.body()));
    }

    @AfterEach
    void close() throws Exception {
        provisioner.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aReplicaJoinsByItselfAndRunsWhatItsPoolSends() throws Exception {
        Consumer<FromReplica> out = started();
        send(new ToReplica.Stop());
        assertEquals(new ToReplica.Stop(), next(engineHeard));
        out.accept(new FromReplica.Returned(new long[] {4}));
        FromReplica.Returned returned = assertInstanceOf(FromReplica.Returned.class, said());
        assertArrayEquals(new long[] {4}, returned.leases());
    }

    @Test
    void itSaysThatItLivesWithWhatItHolds() throws Exception {
        started(20);
        FromReplica.Heartbeat heartbeat = assertInstanceOf(FromReplica.Heartbeat.class, said());
        assertArrayEquals(new long[] {1, 2}, heartbeat.held());
    }

    @Test
    void killingClosesTheEngineAndTellsTheEndOnce() throws Exception {
        started();
        provisioner.kill("env-1");
        provisioner.kill("env-1");
        provisioner.close();
        assertEquals("closed", next(engineHeard));
        assertEquals(new ReplicaEvent.Gone("env-1", "it was ended"), next(pool));
        assertEquals("it was ended", next(ends));
        assertTrue(ends.isEmpty() && engineHeard.isEmpty());
    }

    @Test
    void aReplicaThatLeavesEnds() throws Exception {
        Consumer<FromReplica> out = started();
        out.accept(new FromReplica.Goodbye("asked to stop"));
        assertEquals(new FromReplica.Goodbye("asked to stop"), said());
        assertEquals("it left: asked to stop", next(ends));
    }

    private Consumer<FromReplica> started() throws InterruptedException {
        return started(60_000);
    }

    private Consumer<FromReplica> started(long heartbeatMillis) throws InterruptedException {
        provisioner.start(ENVIRONMENT, "v1", "env-1", "token", (replica, reason) -> ends.add(reason));
        FromReplica.Hello hello = assertInstanceOf(FromReplica.Hello.class, said());
        assertEquals(3, hello.capacity());
        send(new ToReplica.Welcome(heartbeatMillis, 1000, 1000));
        return next(engines);
    }

    private EmbeddedReplica.Engine engine(
            EnvironmentSpec environment, ReplicaScope scope, ToReplica.Welcome terms, Consumer<FromReplica> out) {
        engines.add(out);
        return new EmbeddedReplica.Engine() {
            @Override
            public void handle(ToReplica message) {
                engineHeard.add(message);
            }

            @Override
            public long[] held() {
                return new long[] {1, 2};
            }

            @Override
            public void close() {
                engineHeard.add("closed");
            }
        };
    }

    private void send(ToReplica message) {
        vertx.eventBus().send(Addresses.replica("env-1"), message, LocalCodec.OPTIONS);
    }

    private FromReplica said() throws InterruptedException {
        return assertInstanceOf(ReplicaEvent.Said.class, next(pool)).message();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }
}
