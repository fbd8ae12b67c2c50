package dev.hearth.platform.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.FailureKind;
import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.platform.bus.ReplicaEvent;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.Limits;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
        pools.cancel("env", run);
        pools.forget("env", "run-1");
        assertEquals(List.of(), pools.views().toCompletableFuture().get());
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
                replicas.logged().containsAll(List.of("start env-1 of 2 32", "start env-2 of 2 32")),
                replicas.logged()::toString);
        assertInstanceOf(ToReplica.Welcome.class, replicas.messages.poll());
        assertEquals(PoolState.Phase.WARM, views().get(0).state().phase());
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
    void aPlatformWhoseLeaseIsInDoubtSendsNothingUntilItKnows() throws Exception {
        AtomicBoolean held = new AtomicBoolean(true);
        pools.onlyWhile(held::get);
        pools.submit("env", List.of(element(0)));
        next();
        held.set(false);
        pools.submit("env", List.of(element(1), element(2)));
        assertEquals(null, outcomes.poll(300, TimeUnit.MILLISECONDS));
        held.set(true);
        assertEquals(1, next().element().index());
        assertEquals(2, next().element().index());
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
    void aPoolShowsWhatTheProvisionerSaysOfItsArchive() throws Exception {
        use((fake, replica) -> fake.join(replica));
        pools.submit("env", List.of(element(0)));
        next();
        assertEquals(
                "none (replicas of provisioner fake have none)",
                pools.views().toCompletableFuture().get().get(0).archive().toString());
    }

    @Test
    void aReplicaThatIsRefusedIsNotTriedAgain() throws Exception {
        use((fake, replica) -> fake.refuse(replica, "no secret"));
        pools.submit("env", List.of(element(0)));
        assertRefused();
    }

    @Test
    void aProvisionerThatRefusesAtOnceIsNotAskedAgain() throws Exception {
        use((fake, replica) -> {
            throw new HearthException("no secret");
        });
        pools.submit("env", List.of(element(0)));
        assertRefused();
    }

    private void assertRefused() throws Exception {
        Failure failure = failure(next());
        assertEquals(FailureKind.START_FAILED, failure.kind());
        assertEquals("No replica of environment 'env' could be started: no secret", failure.message());
        long starts = replicas.logged().stream()
                .filter(line -> line.startsWith("start "))
                .count();
        assertTrue(starts <= 2, () -> "no more than the environment has, at once: " + starts);
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
        views();
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
    void aChangedEnvironmentGetsANewPoolAndTheOldOneFinishesWhatItRuns() throws Exception {
        BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
        replicas.onMessage((replica, message) -> {
            if (message instanceof ToReplica.Assign && (replica.equals("env-1") || replica.equals("env-2"))) {
                answers.add(() -> replicas.echo(replica, message));
            } else {
                replicas.echo(replica, message);
            }
        });
        pools.submit("env", List.of(element(1)));
        Runnable answer = answers.poll(30, TimeUnit.SECONDS);
        assertEquals(3, pools.change("env", Map.of("replica-count", "3")).replicaCount());
        assertEquals(PoolState.Phase.COLD, views().get(0).state().phase());
        pools.submit("env", List.of(element(2)));
        // Of the same run, which has elements in both pools now.
        assertEquals("2", text(next().settled().result()));
        List<PoolView> views = views();
        assertEquals(List.of(false, true), views.stream().map(PoolView::retired).toList());
        assertNotEquals(views.get(0).identity(), views.get(1).identity());
        String named = "env-" + views.get(0).identity().substring(0, 8) + "-1";
        assertTrue(replicas.logged().contains("start " + named + " of 3 32"), replicas.logged()::toString);
        assertEquals(1, views.get(1).state().leased());
        if (answer == null) {
            throw new AssertionError("the first element was not sent");
        }
        answer.run();
        assertEquals("1", text(next().settled().result()));
        awaitViews(1);
    }

    @Test
    void anEnvironmentThatIsChangedBackHasItsOldPoolAgain() throws Exception {
        replicas.onMessage((replica, message) -> {
            if (!(message instanceof ToReplica.Assign)) {
                replicas.echo(replica, message);
            }
        });
        pools.submit("env", List.of(element(1)));
        String identity = views().get(0).identity();
        pools.change("env", Map.of("ttl-seconds", "5"));
        pools.change("env", Map.of("ttl-seconds", "90"));
        List<PoolView> views = views();
        assertEquals(1, views.size());
        assertEquals(identity, views.get(0).identity());
        assertFalse(views.get(0).retired());
    }

    @Test
    void aChangeThatIsNoneOrIsWrongLeavesThePoolAlone() throws Exception {
        pools.submit("env", List.of(element(1)));
        next();
        pools.change("env", Map.of("replica-count", "2"));
        assertEquals(1, views().size());
        assertThrows(HearthException.class, () -> pools.change("env", Map.of("replica-count", "0")));
        assertThrows(HearthException.class, () -> pools.change("env", Map.of("replicas", "3")));
        assertEquals(2, pools.change("env", Map.of("ttl-seconds", "90")).replicaCount());
        assertFalse(views().get(0).retired());
    }

    private List<PoolView> views() throws Exception {
        return pools.views().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void awaitViews(int count) throws Exception {
        for (int i = 0; views().size() != count; i++) {
            assertTrue(i < 1000, "the retired pool did not go");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void aRegularTaskHasAReplicaThatLeavesAfterIt() throws Exception {
        assertEquals(2, pools.capacity("regular"));
        pools.submit("regular", List.of(element(0), element(1), element(2)));
        for (int i = 0; i < 3; i++) {
            assertTrue(next().settled().cold());
        }
        assertEquals(
                List.of("start regular-1 of 1 32", "start regular-2 of 1 32", "start regular-3 of 1 32"),
                replicas.logged().stream()
                        .filter(line -> line.startsWith("start"))
                        .toList());
    }

    @Test
    void aReplicaWhoseElementIsCancelledWhileItStartsIsEndedAndWhatItStillSaysIsIgnored() throws Exception {
        use((fake, replica) -> fake.launched(replica));
        pools.submit("regular", List.of(element(0)));
        views();
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
        return views().stream()
                .filter(view -> view.environment().equals(environment))
                .findFirst()
                .orElseThrow()
                .state();
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
                vertx,
                new Environments(PoolsServiceTest::environment),
                () -> "v1",
                () -> fake,
                config,
                new Invitations(),
                () -> {
                    throw new AssertionError("nobody asks");
                });
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
        return new Element(run, index, "env.task", bound, input, 0, Limits.NONE);
    }

    private static String text(byte @Nullable [] result) {
        return result == null ? "null" : new String(result, StandardCharsets.UTF_8);
    }
}
