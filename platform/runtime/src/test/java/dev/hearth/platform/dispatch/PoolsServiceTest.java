package dev.hearth.platform.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.RetryPolicy;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.platform.bus.ReplicaEvent;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.pool.Settled;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolsServiceTest {
    private record Outcome(Element element, Settled settled) {}

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final PoolRun run =
            new PoolRun("run-1", 0, (element, settled) -> outcomes.add(new Outcome(element, settled)));
    private FakeReplicas replicas = new FakeReplicas(vertx, FakeReplicas::join);
    private PoolsService pools = service(replicas);

    @AfterEach
    void close() throws Exception {
        pools.close(new ShutdownEvent());
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void nothingStartsBeforeItsFirstUse() throws Exception {
        assertEquals(2, pools.capacity("env"));
        pools.cancel("env", run);
        pools.forget("env", "run-1");
        assertEquals(Map.of(), pools.states().toCompletableFuture().get());
        assertEquals(List.of(), replicas.logged());
    }

    @Test
    void anUnknownEnvironmentIsTheCatalogsError() {
        assertThrows(IllegalArgumentException.class, () -> pools.submit("nope", List.of(element(0))));
    }

    @Test
    void submittedElementsAreSettledWithTheirReplicasResults() throws Exception {
        pools.submit("env", List.of(element(0), element(1), element(2)));
        for (int i = 0; i < 3; i++) {
            Outcome outcome = next();
            assertEquals(
                    Long.toString(outcome.element().index()),
                    text(outcome.settled().result()));
            assertEquals(1, outcome.settled().attempts());
        }
        assertTrue(
                replicas.logged().containsAll(List.of("start env-1 v1 32", "start env-2 v1 32")),
                replicas.logged()::toString);
        assertInstanceOf(ToReplica.Welcome.class, replicas.messages.poll());
        PoolState state = pools.states().toCompletableFuture().get().get("env");
        assertEquals(PoolState.Phase.WARM, state == null ? null : state.phase());
    }

    @Test
    void manyThreadsMaySubmitAndEveryElementIsSettledOnce() throws Exception {
        int threads = 4;
        int each = 20_000;
        List<Thread> submitters = IntStream.range(0, threads)
                .mapToObj(t -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        pools.submit("env", List.of(element((long) t * each + i)));
                    }
                }))
                .toList();
        submitters.forEach(Thread::start);
        boolean[] seen = new boolean[threads * each];
        for (int i = 0; i < seen.length; i++) {
            Outcome outcome = next();
            assertEquals(null, outcome.settled().failure());
            int index = (int) outcome.element().index();
            assertTrue(!seen[index], () -> index + " was settled twice");
            seen[index] = true;
        }
    }

    @Test
    void replicasThatCannotStartFailWhatIsQueuedWithTheReason() throws Exception {
        use((fake, replica) -> fake.end(replica, "ended with exit code 3. Its last lines:\n    no model"));
        pools.submit("env", List.of(element(0)));
        Failure failure = failure(next());
        assertEquals(FailureKind.START_FAILED, failure.kind());
        assertTrue(
                failure.message().contains("exit code 3") && failure.message().contains("no model"), failure::message);
    }

    @Test
    void aReplicaThatNeverJoinsIsEndedAndItsLastLinesAreTold() throws Exception {
        use((fake, replica) -> {
            fake.launched(replica);
            fake.onKill(
                    killed -> fake.end(killed, "ended by signal SIGKILL (exit code 137). Its last lines:\n    hangs"));
        });
        pools = service(replicas, new TestConfig(Duration.ofMillis(100), TestConfig.DEFAULT.payloadBytes()));
        pools.submit("env", List.of(element(0)));
        Failure failure = failure(next());
        assertEquals(FailureKind.START_FAILED, failure.kind());
        assertTrue(
                failure.message().contains("it did not join within 100 ms; it ended by signal SIGKILL")
                        && failure.message().contains("hangs"),
                failure::message);
    }

    @Test
    void theProcessesEndIsABetterReasonThanTheLinks() throws Exception {
        replicas.onMessage((replica, message) -> {
            if (message instanceof ToReplica.Assign) {
                replicas.tell(new ReplicaEvent.Gone(replica, "connection reset"));
                replicas.end(replica, "ended by signal SIGSEGV (exit code 139)");
            }
        });
        pools.submit("env", List.of(element(0)));
        Failure failure = failure(next());
        assertEquals(FailureKind.REPLICA_LOST, failure.kind());
        assertTrue(failure.message().contains("SIGSEGV"), failure::message);
    }

    @Test
    void aLinkThatClosesAloneIsTheReasonAndEndsTheReplica() throws Exception {
        replicas.onMessage((replica, message) -> {
            if (message instanceof ToReplica.Assign) {
                replicas.tell(new ReplicaEvent.Gone(replica, "connection reset"));
            }
        });
        pools.submit("env", List.of(element(0)));
        Failure failure = failure(next());
        assertTrue(failure.message().contains("its link closed: connection reset"), failure::message);
        assertTrue(
                replicas.logged().stream().anyMatch(line -> line.startsWith("kill env-")), replicas.logged()::toString);
    }

    @Test
    void aReplicaThatNobodyHearsIsLostAndItsElementsGoElsewhere() throws Exception {
        // The first two never listen; those that replace them do.
        use((fake, replica) -> {
            fake.join(replica);
            if (replica.equals("env-1") || replica.equals("env-2")) {
                var consumer = fake.consumers.get(replica);
                if (consumer != null) {
                    consumer.unregister();
                }
            }
        });
        pools.submit("env", List.of(element(5)));
        Outcome outcome = next();
        assertEquals("5", text(outcome.settled().result()));
        assertTrue(
                outcome.settled().attempts() > 1,
                () -> "attempts: " + outcome.settled().attempts());
    }

    @Test
    void cancellingSettlesWhatIsQueued() throws Exception {
        use((fake, replica) -> {});
        pools.submit("env", List.of(element(0), element(1)));
        pools.cancel("env", run);
        assertEquals(FailureKind.CANCELLED, failure(next()).kind());
        assertEquals(FailureKind.CANCELLED, failure(next()).kind());
    }

    @Test
    void onlyReplicasThatWereSentBoundArgumentsAreToldToForgetThem() throws Exception {
        BoundArguments bound = new BoundArguments(1, "run-1", new byte[] {'{', '}'});
        pools.submit("env", List.of(element(0, bound)));
        next();
        pools.forget("env", "run-1");
        pools.forget("env", "run-1");
        pools.states().toCompletableFuture().get();
        pools.submit("env", List.of(element(1)));
        next();
        assertEquals(
                1,
                replicas.messages.stream()
                        .filter(m -> m.equals(new ToReplica.Forget("run-1")))
                        .count());
    }

    @Test
    void aListenerThatThrowsDoesNotStopThePool() throws Exception {
        PoolRun throwing = new PoolRun("bad", 0, (element, settled) -> {
            throw new IllegalStateException("on purpose");
        });
        pools.submit("env", List.of(element(throwing, 0, null)));
        pools.submit("env", List.of(element(1)));
        assertEquals("1", text(next().settled().result()));
    }

    @Test
    void closingSettlesEverythingAndEndsTheReplicas() throws Exception {
        replicas.onMessage((replica, message) -> {
            if (message instanceof ToReplica.Stop) {
                replicas.echo(replica, message);
            }
        });
        pools.submit("env", List.of(element(0), element(1), element(2), element(3)));
        ToReplica heard = replicas.messages.take();
        while (!(heard instanceof ToReplica.Assign)) {
            heard = replicas.messages.take();
        }
        pools.close(new ShutdownEvent());
        for (int i = 0; i < 4; i++) {
            Failure failure = failure(next());
            assertEquals(FailureKind.CANCELLED, failure.kind());
        }
        List<String> logged = replicas.logged();
        assertEquals("close", logged.get(logged.size() - 1));
        assertTrue(outcomes.isEmpty());
    }

    @Test
    void aRegularTaskHasAReplicaThatLeavesAfterIt() throws Exception {
        assertEquals(2, pools.capacity("regular"));
        pools.submit("regular", List.of(element(0), element(1), element(2)));
        for (int i = 0; i < 3; i++) {
            assertTrue(next().settled().cold());
        }
        assertEquals(
                List.of("start regular-1 v1 32", "start regular-2 v1 32", "start regular-3 v1 32"),
                replicas.logged().stream()
                        .filter(line -> line.startsWith("start"))
                        .toList());
    }

    @Test
    void aReplicaWhoseElementIsCancelledWhileItStartsIsEndedAndWhatItStillSaysIsIgnored() throws Exception {
        use((fake, replica) -> fake.launched(replica));
        pools.submit("regular", List.of(element(0)));
        pools.states().toCompletableFuture().get();
        pools.cancel("regular", run);
        assertEquals(FailureKind.CANCELLED, failure(next()).kind());
        PoolState stopping = state("regular");
        assertEquals(
                PoolState.ReplicaState.Phase.STOPPING,
                stopping.replicas().get(0).phase());
        assertTrue(replicas.logged().contains("kill regular-1"), replicas.logged()::toString);
        replicas.join("regular-1");
        assertEquals(1, state("regular").replicas().size());
        replicas.end("regular-1", "ended by signal SIGKILL (exit code 137)");
        assertEquals(List.of(), state("regular").replicas());
        assertEquals("", state("regular").lastStartFailure());
    }

    private PoolState state(String environment) throws Exception {
        PoolState state = pools.states().toCompletableFuture().get().get(environment);
        if (state == null) {
            throw new AssertionError(environment + " has no pool");
        }
        return state;
    }

    private void use(BiConsumer<FakeReplicas, String> onStart) {
        replicas = new FakeReplicas(vertx, onStart);
        pools = service(replicas);
    }

    private PoolsService service(FakeReplicas fake) {
        return service(fake, TestConfig.DEFAULT);
    }

    private PoolsService service(FakeReplicas fake, TestConfig config) {
        return new PoolsService(
                vertx, PoolsServiceTest::environment, () -> "v1", () -> fake, config, new Invitations());
    }

    private static EnvironmentSpec environment(String name) {
        if (name.equals("regular")) {
            return EnvironmentSpec.regular("regular", "Some.class");
        }
        if (!name.equals("env")) {
            throw new IllegalArgumentException(name);
        }
        return EnvironmentSpec.actors("env", "Some.class", Map.of(), 2, 90, 1);
    }

    private Outcome next() throws InterruptedException {
        Outcome outcome = outcomes.poll(30, TimeUnit.SECONDS);
        if (outcome == null) {
            throw new AssertionError("nothing was settled; " + replicas.logged());
        }
        return outcome;
    }

    private static Failure failure(Outcome outcome) {
        Failure failure = outcome.settled().failure();
        if (failure == null) {
            throw new AssertionError("it succeeded");
        }
        return failure;
    }

    private Element element(long index) {
        return element(index, null);
    }

    private Element element(long index, @Nullable BoundArguments bound) {
        return element(run, index, bound);
    }

    private static Element element(PoolRun run, long index, @Nullable BoundArguments bound) {
        byte[] input = Long.toString(index).getBytes(StandardCharsets.UTF_8);
        return new Element(run, index, "env.task", bound, input, RetryPolicy.NONE, 0, 0);
    }

    private static String text(byte @Nullable [] result) {
        return result == null ? "null" : new String(result, StandardCharsets.UTF_8);
    }
}
