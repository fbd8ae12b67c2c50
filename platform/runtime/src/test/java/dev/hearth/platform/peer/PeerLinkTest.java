package dev.hearth.platform.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.hearth.FailureKind;
import dev.hearth.RetryPolicy;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.platform.dispatch.PoolView;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.Limits;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.Settled;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both ends of a link of two platforms, over a real socket. */
@Timeout(60)
class PeerLinkTest {
    private static final LinkLimits LIMITS = LinkLimits.forPayloads(1 << 20);

    private record Outcome(Element element, Settled settled) {}

    private final Vertx vertx = Vertx.vertx();
    private final FarPools pools = new FarPools();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Element> givenBack = new LinkedBlockingQueue<>();
    private final BlockingQueue<PeerSession> sessions = new LinkedBlockingQueue<>();
    private final PoolRun run =
            new PoolRun("run-1", "trace", 3, (element, settled) -> outcomes.add(new Outcome(element, settled)));
    private volatile boolean mine = true;
    private PeerLink link;

    @BeforeEach
    void connect() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .webSocketHandler(socket -> {
                    PeerSession session = new PeerSession(
                            pools, (environment, identity) -> mine, vertx.getOrCreateContext(), gone -> {});
                    session.open(socket, LIMITS);
                    sessions.add(session);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        CompletableFuture<PeerLink> opened = new CompletableFuture<>();
        vertx.runOnContext(nothing -> {
            PeerLink made = new PeerLink((environment, elements) -> givenBack.addAll(elements));
            vertx.createWebSocketClient()
                    .connect(server.actualPort(), "127.0.0.1", "/")
                    .onSuccess(socket -> {
                        made.open(socket, LIMITS, () -> {});
                        opened.complete(made);
                    });
        });
        link = opened.get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void elementsComeBackSettledWithWhoRanThem() throws Exception {
        List<Element> elements = elements(5_000, null);
        submit(elements);
        boolean[] seen = new boolean[elements.size()];
        for (int i = 0; i < seen.length; i++) {
            Element far = pools.next();
            assertEquals("run-1", far.run().id());
            assertEquals("trace", far.run().trace());
            assertEquals(3, far.run().concurrency());
            assertEquals(2, far.limits().retry().retries());
            assertEquals(7, far.limits().timeoutMillis());
            assertEquals(8, far.limits().queueTimeoutNanos());
            settle(far, new Settled(far.input(), null, "env-2", 2, 3, 4, true, 5, 6));
        }
        for (int i = 0; i < seen.length; i++) {
            Outcome outcome = next();
            int index = (int) outcome.element().index();
            assertEquals(elements.get(index), outcome.element());
            assertEquals(String.valueOf(index), text(outcome.settled()));
            assertEquals("env-2", outcome.settled().replica());
            assertEquals(2, outcome.settled().attempts());
            assertEquals(5, outcome.settled().cacheHits());
            assertEquals(false, seen[index], () -> index + " was settled twice");
            seen[index] = true;
        }
    }

    @Test
    void sharedArgumentsGoOnceAndHaveANumberOfTheirOwnThere() throws Exception {
        BoundArguments bound = new BoundArguments(1, "run-1", new byte[] {'x'});
        submit(elements(2, bound));
        Element first = pools.next();
        Element second = pools.next();
        BoundArguments there = first.bound();
        assertNotNull(there);
        assertEquals(there, second.bound());
        assertNotEquals(1, there.id());
        assertArrayEquals(new byte[] {'x'}, there.input());
        onLoop(() -> link.forget("env", "run-1"));
        assertEquals("forget run-1", pools.said());
    }

    @Test
    void aCancelReachesThePoolAndItsElementsAreStillAnswered() throws Exception {
        submit(elements(1, null));
        Element far = pools.next();
        onLoop(() -> link.cancel(run));
        assertEquals("cancel run-1", pools.said());
        settle(far, cancelled());
        assertCancelled(next());
        assertEquals(0, givenBack.size());
    }

    @Test
    void whatComesWhereThePoolIsNotIsGivenBack() throws Exception {
        mine = false;
        List<Element> elements = elements(3, null);
        submit(elements);
        for (Element element : elements) {
            assertEquals(element, givenBack.poll(10, TimeUnit.SECONDS));
        }
        assertEquals(0, outcomes.size());
    }

    @Test
    void whatIsNotSettledWhenTheLinkEndsIsGivenBackAndCancelledThere() throws Exception {
        List<Element> elements = elements(3, null);
        submit(elements);
        Element far = pools.next();
        settle(far, new Settled(far.input(), null, "env-2", 1, 0, 0, false, 0, 0));
        Outcome settled = next();
        sessions.take().close("the end");
        List<Element> back = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            back.add(givenBack.poll(10, TimeUnit.SECONDS));
        }
        assertEquals(
                elements.stream().filter(e -> e != settled.element()).toList(),
                back.stream()
                        .sorted((a, b) -> Long.compare(a.index(), b.index()))
                        .toList());
        assertEquals("cancel run-1", pools.said());
        // The dead link's late answers are nobody's.
        settle(pools.next(), new Settled(far.input(), null, "env-2", 1, 0, 0, false, 0, 0));
        assertEquals(null, outcomes.poll(200, TimeUnit.MILLISECONDS));
    }

    @Test
    void whatIsCancelledWhenTheLinkEndsIsNotSentAgain() throws Exception {
        submit(elements(2, null));
        pools.next();
        onLoop(() -> {
            link.cancel(run);
            link.close("the end");
        });
        assertCancelled(next());
        assertCancelled(next());
        assertEquals(0, givenBack.size());
    }

    private static String text(Settled settled) {
        byte[] result = settled.result();
        assertNotNull(result);
        return new String(result, StandardCharsets.UTF_8);
    }

    private static void assertCancelled(Outcome outcome) {
        Failure failure = outcome.settled().failure();
        assertNotNull(failure);
        assertEquals(FailureKind.CANCELLED, failure.kind());
    }

    private List<Element> elements(int count, @Nullable BoundArguments bound) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(new Element(
                    run,
                    i,
                    "env.task",
                    bound,
                    String.valueOf(i).getBytes(StandardCharsets.UTF_8),
                    0,
                    new Limits(new RetryPolicy(2, Duration.ZERO, 1, Duration.ZERO), 7, 8)));
        }
        return elements;
    }

    private void submit(List<Element> elements) {
        onLoop(() -> link.submit("env", "identity", elements));
    }

    private void onLoop(Runnable work) {
        vertx.runOnContext(nothing -> work.run());
    }

    private static void settle(Element element, Settled settled) {
        element.run().listener().settled(element, settled);
    }

    private static Settled cancelled() {
        return new Settled(null, Failure.of(FailureKind.CANCELLED, "cancelled"), "", 0, 0, 0, false, 0, 0);
    }

    private Outcome next() throws InterruptedException {
        Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
        assertNotNull(outcome, "nothing was settled");
        return outcome;
    }

    /** Those of the other platform. */
    private static final class FarPools implements Pools {
        private final BlockingQueue<Element> submitted = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

        Element next() throws InterruptedException {
            Element element = submitted.poll(10, TimeUnit.SECONDS);
            assertNotNull(element, "nothing was submitted");
            return element;
        }

        String said() throws InterruptedException {
            return String.valueOf(said.poll(10, TimeUnit.SECONDS));
        }

        @Override
        public void submit(String environment, List<Element> elements) {
            submitted.addAll(elements);
        }

        @Override
        public void cancel(String environment, PoolRun run) {
            said.add("cancel " + run.id());
        }

        @Override
        public void forget(String environment, String runId) {
            said.add("forget " + runId);
        }

        @Override
        public int capacity(String environment) {
            throw new IllegalStateException();
        }

        @Override
        public EnvironmentSpec change(String environment, Map<String, String> attributes) {
            throw new IllegalStateException();
        }

        @Override
        public CompletionStage<List<PoolView>> views() {
            throw new IllegalStateException();
        }
    }
}
