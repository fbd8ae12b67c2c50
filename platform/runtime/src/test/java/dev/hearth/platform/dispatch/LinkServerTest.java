package dev.hearth.platform.dispatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.link.FrameCodec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Hello;
import dev.hearth.functions.link.LinkChannel;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.functions.link.LinkReceiver;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.platform.bus.Addresses;
import dev.hearth.platform.bus.CloseLink;
import dev.hearth.platform.bus.LocalCodec;
import dev.hearth.platform.bus.ReplicaEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final Invitations invitations = new Invitations((environment, key) -> key.equals("key of " + environment));
    private final Set<String> inUse = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<ReplicaEvent> pool = new LinkedBlockingQueue<>();
    private final BlockingQueue<CompletableFuture<byte[]>> calls = new LinkedBlockingQueue<>();
    private final LinkRefusals refusals = new LinkRefusals();
    private final LinkServer server = new LinkServer(
            vertx,
            invitations,
            TestConfig.DEFAULT,
            () -> (replica, asked) -> {
                CompletableFuture<byte[]> call = new CompletableFuture<>();
                calls.add(call);
                return call;
            },
            refusals,
            (environment, version) -> inUse.contains(environment + " " + version),
            false);
    private int port;

    @BeforeEach
    void listen() throws Exception {
        LocalCodec.register(vertx);
        vertx.eventBus().<ReplicaEvent>localConsumer(Addresses.pool("env", "v1"), message -> pool.add(message.body()));
        Router router = Router.router(vertx);
        server.register(router);
        port = get(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    @Test
    void anAwaitedReplicaJoinsItsPool() throws Exception {
        Hello hello = hello(invitations.invite("env", "v1", "v1", "env-1"));
        join(hello);
        assertEquals(0, refusals.count());
    }

    @Test
    void aReplicaWhosePoolIsInAnotherPlatformIsSentThereIfItMayJoin() throws Exception {
        server.redirect((environment, version) -> environment.equals("env") && version.equals("v1")
                ? Optional.of(URI.create("ws://other:8081/hearth/link"))
                : Optional.empty());
        assertEquals(Invitations.STRANGER, refusal(hello("env-1", "guess", "env", "v1")));
        Peer peer = connect();
        peer.say(hello(invitations.invite("env", "v1", "v1", "env-1")));
        ToReplica.Refused refused = assertInstanceOf(ToReplica.Refused.class, peer.next());
        assertEquals(Optional.of(URI.create("ws://other:8081/hearth/link")), refused.platform());
        assertTrue(pool.isEmpty(), pool::toString);
    }

    @Test
    void messagesTravelBothWays() throws Exception {
        Peer peer = join(hello(invitations.invite("env", "v1", "v1", "env-1")));
        BoundArguments bound = new BoundArguments(1, "run", new byte[] {'{', '}'});
        byte[] large = new byte[3_000_000];
        large[large.length - 1] = 7;
        send(new ToReplica.Assign(List.of(new Assignment(1, "run", "", "env.task", 0, 1, 0, bound, large))));
        ToReplica.Assign assign = assertInstanceOf(ToReplica.Assign.class, peer.next());
        assertArrayEquals(large, assign.assignments().get(0).input());
        peer.say(new FromReplica.Heartbeat(new long[] {1}));
        FromReplica.Heartbeat heartbeat = assertInstanceOf(FromReplica.Heartbeat.class, said());
        assertArrayEquals(new long[] {1}, heartbeat.held());
    }

    @Test
    void whoeverHasNotTheRightTokenIsRefusedAndCountedAndLearnsNothing() throws Exception {
        String other = invitations.invite("env", "v1", "v1", "env-2");
        String used = invitations.invite("env", "v1", "v1", "env-1");
        join(hello(used));
        invitations.invite("env", "v1", "v1", "env-3");
        List<Hello> strangers = List.of(
                // No token, a wrong one, that of another replica, one that was used, and a name that nobody awaits.
                hello("env-3", "", "env", "v1"),
                hello("env-3", "guess", "env", "v1"),
                hello("env-3", other, "env", "v1"),
                hello("env-1", used, "env", "v1"),
                hello("nobody", "guess", "env", "v1"));
        for (Hello stranger : strangers) {
            assertEquals(Invitations.STRANGER, refusal(stranger), stranger::replica);
        }
        assertEquals(strangers.size(), refusals.count());
        assertTrue(pool.isEmpty(), pool::toString);
    }

    @Test
    void aTokenIsNoGoodForAnotherEnvironmentVersionOrBuild() throws Exception {
        String token = invitations.invite("env", "v1", "v1", "env-1");
        assertTrue(refusal(hello("env-1", token, "other", "v1")).contains("it is awaited in environment 'env'"));
        assertTrue(refusal(hello("env-1", token, "env", "v2")).contains("version v1 is awaited"));
        Hello build = new Hello(FromReplica.PROTOCOL, "env", "v1", "env-1", token, 2, 42, "v2", "none");
        assertTrue(refusal(build).contains("it runs build v2"));
        assertEquals(3, refusals.count());
        assertTrue(pool.isEmpty(), pool::toString);
    }

    @Test
    void aStrangersFrameMayBeAsLargeAsAHelloAndAReplicasAsLargeAsAPayload() throws Exception {
        Peer stranger = connect();
        stranger.send(Buffer.buffer(new byte[20_000]));
        assertTrue(stranger.closed.get(10, TimeUnit.SECONDS).contains("over the limit of 16384"));
        Peer patient = connect();
        patient.send(Buffer.buffer(new byte[200_000]));
        assertTrue(patient.closed.get(10, TimeUnit.SECONDS).contains("over the limit of 16384"));
        assertEquals(2, refusals.count());

        Peer peer = join(hello(invitations.invite("env", "v1", "v1", "env-1")));
        peer.say(new FromReplica.Call(5, "run", "other.task", new byte[3_000_000], CallOptions.NONE, 0));
        call().complete(new byte[] {'2'});
        assertInstanceOf(ToReplica.Reply.class, peer.next());
        peer.send(Buffer.buffer(new byte[10_000_000]));
        assertTrue(peer.closed.get(10, TimeUnit.SECONDS).contains("over the limit of 9437184"));
    }

    @Test
    void aFloodOfRefusalsIsCountedWholeAndLoggedInPart() {
        long[] now = new long[1];
        LinkRefusals flooded = new LinkRefusals(() -> now[0]);
        assertTrue(flooded.refused("a", "peer", "no"));
        for (int i = 0; i < 1000; i++) {
            assertFalse(flooded.refused("a", "peer", "no"));
        }
        now[0] = TimeUnit.SECONDS.toNanos(11);
        assertTrue(flooded.refused("a", "peer", "no"));
        assertEquals(1002, flooded.count());
    }

    @Test
    void anybodyWhoDoesNotBeginWithAHelloIsCutOff() throws Exception {
        Peer peer = connect();
        peer.say(new FromReplica.Heartbeat(new long[0]));
        assertTrue(peer.closed.get(10, TimeUnit.SECONDS).contains("hello"), peer.closed::toString);
        assertTrue(pool.isEmpty(), pool::toString);
    }

    @Test
    void garbageEndsALinkAndItsPoolHearsOfItOnce() throws Exception {
        Peer peer = join(hello(invitations.invite("env", "v1", "v1", "env-1")));
        peer.send(Buffer.buffer(new byte[] {99, 1, 2, 3}));
        assertInstanceOf(ReplicaEvent.Gone.class, event());
        peer.closed.get(10, TimeUnit.SECONDS);
        assertTrue(pool.isEmpty(), pool::toString);
    }

    @Test
    void thePoolCanHaveALinkClosed() throws Exception {
        Peer peer = join(hello(invitations.invite("env", "v1", "v1", "env-1")));
        vertx.eventBus().send(Addresses.replica("env-1"), new CloseLink("not needed"), LocalCodec.OPTIONS);
        assertEquals("not needed", peer.closed.get(10, TimeUnit.SECONDS));
        assertEquals(new ReplicaEvent.Gone("env-1", "not needed"), event());
    }

    @Test
    void aClosedLinkLeavesNobodyAtTheReplicasAddress() throws Exception {
        Peer peer = join(hello(invitations.invite("env", "v1", "v1", "env-1")));
        peer.close();
        assertInstanceOf(ReplicaEvent.Gone.class, event());
        CompletableFuture<Boolean> delivered = new CompletableFuture<>();
        vertx.eventBus()
                .<Object>sender(Addresses.replica("env-1"), LocalCodec.OPTIONS)
                .write(new ToReplica.Stop(), sent -> delivered.complete(sent.succeeded()));
        assertEquals(false, delivered.get(10, TimeUnit.SECONDS));
    }

    @Test
    void callsToOtherEnvironmentsAreAnsweredOnTheirLinkAndEndWithIt() throws Exception {
        Peer peer = join(hello(invitations.invite("env", "v1", "v1", "env-1")));
        peer.say(new FromReplica.Call(5, "run", "other.task", new byte[0], CallOptions.NONE, 0));
        call().complete(new byte[] {'2'});
        ToReplica.Reply reply = assertInstanceOf(ToReplica.Reply.class, peer.next());
        assertEquals(5, reply.call());
        assertArrayEquals(new byte[] {'2'}, reply.result());

        peer.say(new FromReplica.Call(6, "run", "other.task", new byte[0], CallOptions.NONE, 0));
        CompletableFuture<byte[]> unanswered = call();
        CompletableFuture<Boolean> cancelled = unanswered.handle((result, failure) -> unanswered.isCancelled());
        peer.close();
        assertEquals(true, cancelled.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aReplicaThatComesByItselfJoinsWithItsEnvironmentsKey() throws Exception {
        join(hello("env-1", "key of env", "env", "v1"));
        assertEquals(0, refusals.count());
        assertEquals(Invitations.STRANGER, refusal(hello("env-2", "key of other", "env", "v1")));
        assertEquals(Invitations.STRANGER, refusal(hello("env-2", "guess", "env", "v1")));
        assertEquals(2, refusals.count());
    }

    @Test
    void thePoolCanTellAReplicaToComeAgainLater() throws Exception {
        Peer peer = connect();
        peer.say(hello("env-1", "key of env", "env", "v1"));
        assertInstanceOf(FromReplica.Hello.class, said());
        send(new ToReplica.Refused("there are enough", 5_000, Optional.empty()));
        assertEquals(new ToReplica.Refused("there are enough", 5_000, Optional.empty()), peer.next());
        assertEquals("there are enough", peer.closed.get(10, TimeUnit.SECONDS));
        assertEquals(0, refusals.count());
    }

    @Test
    void aReplicaWhoseLinkIsHalfDeadComesAgainAndTheNewLinkCounts() throws Exception {
        Hello hello = hello("env-1", "key of env", "env", "v1");
        Peer before = join(hello);
        Peer after = join(hello);
        before.closed.get(10, TimeUnit.SECONDS);
        after.say(new FromReplica.Heartbeat(new long[0]));
        assertInstanceOf(FromReplica.Heartbeat.class, said(), "the pool heard of the old link's end");
        for (int i = 0; i < 10; i++) {
            send(new ToReplica.Stop());
            assertEquals(new ToReplica.Stop(), after.next());
        }
    }

    @Test
    void aKeyDoesNotOpenTheNameOfAnotherEnvironmentsReplica() throws Exception {
        Peer peer = join(hello("env-1", "key of env", "env", "v1"));
        assertEquals(Invitations.STRANGER, refusal(hello("env-1", "key of other", "other", "v1")));
        send(new ToReplica.Stop());
        assertEquals(new ToReplica.Stop(), peer.next());
    }

    @Test
    void aReplicaWithoutAPoolComesAgainSoonIfItsVersionIsInUse() throws Exception {
        inUse.add("new v1");
        Peer awaited = connect();
        awaited.say(hello("new-1", "key of new", "new", "v1"));
        ToReplica.Refused soon = assertInstanceOf(ToReplica.Refused.class, awaited.next());
        assertEquals(Tuning.POOL_RETRY.toMillis(), soon.retryMillis());
        Peer old = connect();
        old.say(hello("new-2", "key of new", "new", "v0"));
        ToReplica.Refused later = assertInstanceOf(ToReplica.Refused.class, old.next());
        assertEquals(Tuning.VERSION_RETRY.toMillis(), later.retryMillis());
        assertTrue(later.reason().contains("v0"), later.reason());
    }

    @Test
    void aPlainRequestIsToldThatThisIsForWebSockets() throws Exception {
        int status = get(vertx.createHttpClient()
                .request(HttpMethod.GET, port, "127.0.0.1", LinkServer.PATH)
                .compose(HttpClientRequest::send)
                .map(response -> response.statusCode()));
        assertEquals(426, status);
    }

    private Peer join(Hello hello) throws Exception {
        Peer peer = connect();
        peer.say(hello);
        assertEquals(hello, said());
        send(new ToReplica.Welcome(1, 2, 3));
        assertEquals(new ToReplica.Welcome(1, 2, 3), peer.next());
        return peer;
    }

    private void send(ToReplica message) {
        vertx.eventBus().send(Addresses.replica("env-1"), message, LocalCodec.OPTIONS);
    }

    private FromReplica said() throws InterruptedException {
        return assertInstanceOf(ReplicaEvent.Said.class, event()).message();
    }

    private ReplicaEvent event() throws InterruptedException {
        ReplicaEvent event = pool.poll(30, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("the pool heard nothing");
        }
        return event;
    }

    private CompletableFuture<byte[]> call() throws InterruptedException {
        CompletableFuture<byte[]> call = calls.poll(30, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no call came");
        }
        return call;
    }

    private static Hello hello(String token) {
        return new Hello(FromReplica.PROTOCOL, "env", "v1", "env-1", token, 2, 42, "v1", "none");
    }

    private static Hello hello(String replica, String token, String environment, String version) {
        return new Hello(FromReplica.PROTOCOL, environment, version, replica, token, 2, 42, "v1", "none");
    }

    /** What a replica hears that is not let in: the message and the end of the link say the same. */
    private String refusal(Hello hello) throws Exception {
        Peer peer = connect();
        peer.say(hello);
        String reason = assertInstanceOf(ToReplica.Refused.class, peer.next()).reason();
        String closed = peer.closed.get(10, TimeUnit.SECONDS);
        assertTrue(!closed.isEmpty() && reason.startsWith(closed), closed);
        return reason;
    }

    private Peer connect() throws Exception {
        return get(vertx.createWebSocketClient()
                .connect(port, "127.0.0.1", LinkServer.PATH)
                .map(socket -> {
                    Peer peer = new Peer(vertx);
                    peer.open(new LinkChannel(socket, LinkLimits.forPayloads(4 * 1024 * 1024), peer::received));
                    return peer;
                }));
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** A replica's end of a link, without the replica. */
    private static final class Peer {
        final CompletableFuture<String> closed = new CompletableFuture<>();
        private final BlockingQueue<ToReplica> messages = new LinkedBlockingQueue<>();
        private final LinkReceiver receiver = new LinkReceiver();
        private final io.vertx.core.Context context;
        private final CompletableFuture<LinkChannel> channel = new CompletableFuture<>();

        Peer(Vertx vertx) {
            context = vertx.getOrCreateContext();
        }

        void open(LinkChannel opened) {
            opened.closeHandler(closed::complete);
            channel.complete(opened);
        }

        void received(Buffer frame) {
            receiver.receive(frame).ifPresent(messages::add);
        }

        void say(FromReplica message) {
            send(FrameCodec.encode(message));
        }

        void send(Buffer frame) {
            context.runOnContext(nothing -> channel.join().send(frame));
        }

        void close() {
            context.runOnContext(nothing -> channel.join().close("done"));
        }

        ToReplica next() throws InterruptedException {
            ToReplica message = messages.poll(30, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message came; closed: " + closed);
            }
            return message;
        }
    }
}
