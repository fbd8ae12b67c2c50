package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.RetryPolicy;
import dev.hearth.functions.binding.FunctionResult;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.dispatch.Dispatchers;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.functions.secret.Secrets;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicaLinkTest {
    private static final int PAYLOAD_LIMIT = 5_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final FakePlatform platform = new FakePlatform(vertx);
    private final CompletableFuture<String> ending = new CompletableFuture<>();
    private final Map<String, EngineFixture.Body> functions = new ConcurrentHashMap<>();
    private volatile boolean underWay;

    @BeforeEach
    void connect() throws Exception {
        int port = platform.listen();
        ReplicaIdentity identity = new ReplicaIdentity(
                "env",
                "v1",
                "env-1",
                URI.create("ws://127.0.0.1:" + port + "/"),
                new ReplicaPlace.Child("token"),
                1,
                Map.of(),
                Optional.empty());
        ProcessEnd end = new RecordedEnd(ending, () -> underWay);
        ReplicaWork work = new ReplicaWork(
                identity,
                new ReplicaScope("env", "env-1", Map.of(), Secrets.NONE),
                false,
                "v1",
                (function, input, limit) -> new FunctionResult(EngineFixture.bytes(
                        functions.getOrDefault(function, text -> text).call(EngineFixture.text(input)))),
                ReplicaLinkTest.class.getClassLoader());
        vertx.createWebSocketClient()
                .connect(port, "127.0.0.1", "/")
                .map(socket -> new ReplicaLink(vertx, socket, work, "token", new ChildLife(work, end), end))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void welcome(long heartbeatMillis) throws InterruptedException {
        FromReplica.Hello hello = platform.next(FromReplica.Hello.class);
        assertEquals("env-1", hello.replica());
        assertEquals("token", hello.token());
        assertEquals(FromReplica.PROTOCOL, hello.protocol());
        platform.say(new ToReplica.Welcome(heartbeatMillis, PAYLOAD_LIMIT, 60_000));
    }

    private String ending() throws Exception {
        return ending.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aReplicaRunsWhatItIsAssignedAndLeavesWhenAsked() throws Exception {
        welcome(60_000);
        platform.say(new ToReplica.Assign(List.of(EngineFixture.element(1, "echo"), EngineFixture.element(2, "echo"))));
        int results = 0;
        while (results < 2) {
            for (Completion completion : platform.next(FromReplica.Done.class).completions()) {
                results++;
                assertEquals(results, completion.lease());
            }
        }
        platform.say(new ToReplica.Stop());
        platform.next(FromReplica.Goodbye.class);
        assertEquals("exit " + ReplicaExit.STOPPED, ending());
        assertEquals("goodbye", platform.closed.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aRefusedReplicaExits() throws Exception {
        platform.next(FromReplica.Hello.class);
        platform.say(new ToReplica.Refused("unknown token"));
        assertEquals("exit " + ReplicaExit.REFUSED, ending());
    }

    @Test
    void aClosedLinkEndsTheProcessAtOnce() throws Exception {
        welcome(60_000);
        platform.close("going down");
        assertEquals("halt " + ReplicaExit.LINK_CLOSED, ending());
    }

    @Test
    void aLinkThatClosesSinceTheProcessEndsLeavesItItsExitCode() throws Exception {
        welcome(60_000);
        underWay = true;
        platform.close("the process shuts down");
        assertEquals(
                "still running",
                ending.completeOnTimeout("still running", 300, TimeUnit.MILLISECONDS)
                        .join());
    }

    @Test
    void aMessageBeforeTheWelcomeIsAProtocolError() throws Exception {
        platform.next(FromReplica.Hello.class);
        platform.say(new ToReplica.Stop());
        assertTrue(platform.closed.get(20, TimeUnit.SECONDS).contains("before the welcome"));
        assertEquals("halt " + ReplicaExit.LINK_CLOSED, ending());
    }

    @Test
    void heartbeatsGoOnWhileATaskRunsAndNameItsLease() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        functions.put("long", input -> {
            EngineFixture.await(release);
            return "1";
        });
        welcome(5);
        platform.say(new ToReplica.Assign(List.of(EngineFixture.element(8, "long"), EngineFixture.element(9, "long"))));
        int named = 0;
        while (named < 5) {
            long[] held = platform.next(FromReplica.Heartbeat.class).held();
            Arrays.sort(held);
            named = Arrays.equals(held, new long[] {8, 9}) ? named + 1 : 0;
        }
        release.countDown();
        platform.next(FromReplica.Done.class);
    }

    @Test
    void noHeartbeatDropsALeaseBeforeItsResultHasArrived() throws Exception {
        functions.put("large", input -> "x".repeat(4_000_000));
        welcome(1);
        Set<Long> settled = new HashSet<>();
        // One at a time: each is held from the moment it is assigned.
        for (long lease = 1; lease <= 12; lease++) {
            platform.say(new ToReplica.Assign(List.of(EngineFixture.element(lease, "large"))));
            boolean seenHeld = false;
            while (!settled.contains(lease)) {
                FromReplica message = platform.heard.poll(20, TimeUnit.SECONDS);
                assertTrue(message != null, "the replica said nothing");
                if (message instanceof FromReplica.Done done) {
                    done.completions().forEach(completion -> settled.add(completion.lease()));
                } else if (message instanceof FromReplica.Heartbeat heartbeat) {
                    long wanted = lease;
                    boolean held = Arrays.stream(heartbeat.held()).anyMatch(one -> one == wanted);
                    assertTrue(held || !seenHeld, "lease " + lease + " was dropped before its result came");
                    seenHeld |= held;
                }
            }
        }
    }

    @Test
    void aTaskCallsATaskOfAnotherEnvironmentOverTheLink() throws Exception {
        TaskSpec other = new TaskSpec(
                "other.task",
                "other",
                ReplicaLinkTest.class.getDeclaredMethod("close"),
                List.of(),
                String.class,
                false,
                RetryPolicy.NONE,
                Duration.ZERO,
                Duration.ZERO);
        functions.put(
                "calls",
                input -> EngineFixture.text(Dispatchers.current()
                        .call(other, EngineFixture.bytes("{}"), CallOptions.NONE)
                        .get(20, TimeUnit.SECONDS)));
        welcome(60_000);
        platform.say(new ToReplica.Assign(List.of(EngineFixture.element(1, "calls"))));
        FromReplica.Call call = platform.next(FromReplica.Call.class);
        assertEquals("other.task", call.task());
        assertEquals("run", call.run());
        assertEquals(1, call.waiting());
        platform.say(new ToReplica.Reply(call.call(), EngineFixture.bytes("\"answer\""), null));
        Completion completion =
                platform.next(FromReplica.Done.class).completions().get(0);
        assertArrayEquals(EngineFixture.bytes("\"answer\""), completion.result());
    }
}
