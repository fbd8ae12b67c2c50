package dev.hearth.functions.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkChannelTest {
    private static final LinkLimits LIMITS = new LinkLimits(8 * 1024 * 1024, 64L * 1024 * 1024);

    private final Vertx vertx = Vertx.vertx();

    /** Of the server, which thus has no thread in common with the client. */
    private final Vertx far = Vertx.vertx();

    /** One end, with what it received and why it closed. */
    private static final class End {
        final BlockingQueue<Buffer> frames = new LinkedBlockingQueue<>();
        final CompletableFuture<String> closed = new CompletableFuture<>();
        final WebSocketBase socket;
        final LinkChannel channel;
        final io.vertx.core.Context context = Vertx.currentContext();

        End(WebSocketBase socket, LinkLimits limits) {
            this.socket = socket;
            channel = new LinkChannel(socket, limits, frames::add).closeHandler(closed::complete);
        }

        Buffer next() throws InterruptedException {
            Buffer frame = frames.poll(20, TimeUnit.SECONDS);
            assertTrue(frame != null, "no frame came");
            return frame;
        }

        String whyClosed() throws Exception {
            return closed.get(20, TimeUnit.SECONDS);
        }
    }

    private End server;
    private End client;

    @BeforeEach
    void connect() throws Exception {
        connect(LIMITS);
    }

    private void connect(LinkLimits limits) throws Exception {
        CompletableFuture<End> accepted = new CompletableFuture<>();
        int port = far.createHttpServer()
                .webSocketHandler((ServerWebSocket socket) -> accepted.complete(new End(socket, limits)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
        client = vertx.createWebSocketClient()
                .connect(port, "127.0.0.1", "/")
                .map((WebSocket socket) -> new End(socket, limits))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        server = accepted.get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        far.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static <T> T on(End end, Callable<T> action) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        end.context.runOnContext(nothing -> {
            try {
                result.complete(action.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(20, TimeUnit.SECONDS);
    }

    @Test
    void framesOfEverySizeArriveInOrder() throws Exception {
        Random random = new Random(1);
        int[] sizes = {
            1, 2, Chunks.SIZE - 2, Chunks.SIZE - 1, Chunks.SIZE, Chunks.SIZE + 1, 3 * Chunks.SIZE, 5_000_000, 7
        };
        Buffer[] sent = new Buffer[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            byte[] bytes = new byte[sizes[i]];
            random.nextBytes(bytes);
            sent[i] = Buffer.buffer(bytes);
        }
        on(client, () -> {
            for (Buffer frame : sent) {
                client.channel.send(frame);
            }
            return true;
        });
        for (Buffer frame : sent) {
            assertArrayEquals(frame.getBytes(), server.next().getBytes());
        }
    }

    @Test
    void anUrgentFramePassesALargeOneThatIsUnderWay() throws Exception {
        on(client, () -> {
            client.channel.send(Buffer.buffer(new byte[5_000_000]));
            assertTrue(client.socket.writeQueueFull(), "the large frame does not fit in the socket's queue");
            client.channel.send(Buffer.buffer("in order"));
            client.channel.sendUrgent(Buffer.buffer("urgent"));
            return true;
        });
        assertEquals("urgent", server.next().toString());
        assertEquals(5_000_000, server.next().length());
        assertEquals("in order", server.next().toString());
    }

    @Test
    void aFrameIsWrittenBeforeWhatIsSentUrgentlyAfterwards() throws Exception {
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        on(client, () -> {
            client.channel.send(Buffer.buffer(new byte[5_000_000]), () -> {
                client.channel.sendUrgent(Buffer.buffer("after"));
                written.complete(true);
            });
            return true;
        });
        assertTrue(written.get(20, TimeUnit.SECONDS));
        assertEquals(5_000_000, server.next().length());
        assertEquals("after", server.next().toString());
    }

    @Test
    void aFrameOverTheLimitClosesTheLinkAndBothEndsKnowWhy() throws Exception {
        on(client, () -> {
            client.channel.send(Buffer.buffer(new byte[8 * 1024 * 1024 + 1]));
            return true;
        });
        assertTrue(server.whyClosed().contains("over the limit of 8388608"), server.whyClosed());
        assertTrue(client.whyClosed().contains("over the limit of 8388608"), client.whyClosed());
    }

    @Test
    void textIsAProtocolError() throws Exception {
        on(client, () -> client.socket.writeTextMessage("hello"));
        assertTrue(server.whyClosed().contains("binary"), server.whyClosed());
    }

    @Test
    void whatTheReceiverRefusesClosesTheLink() throws Exception {
        on(server, () -> {
            new LinkChannel(server.socket, LIMITS, FrameCodec::decodeFromReplica).closeHandler(server.closed::complete);
            return true;
        });
        on(client, () -> {
            client.channel.send(Buffer.buffer(new byte[] {77}));
            return true;
        });
        assertTrue(client.whyClosed().contains("type 77"), client.whyClosed());
    }

    @Test
    void aPeerThatDoesNotReadSaturatesAndThenClosesTheLink() throws Exception {
        connect(new LinkLimits(8 * 1024 * 1024, 16L * 1024 * 1024));
        on(server, () -> server.socket.pause());
        boolean saturated = on(client, () -> {
            client.channel.send(Buffer.buffer(new byte[6_000_000]));
            return client.channel.saturated();
        });
        assertTrue(saturated);
        CompletableFuture<Boolean> drained = new CompletableFuture<>();
        on(client, () -> client.channel.drainHandler(() -> drained.complete(true)));
        on(server, () -> server.socket.resume());
        assertTrue(drained.get(20, TimeUnit.SECONDS));
        assertFalse(on(client, client.channel::saturated));

        on(server, () -> server.socket.pause());
        on(client, () -> {
            for (int i = 0; i < 6; i++) {
                client.channel.send(Buffer.buffer(new byte[6_000_000]));
            }
            return true;
        });
        assertTrue(client.whyClosed().contains("the other end does not read"), client.whyClosed());
        on(server, () -> server.socket.resume());
    }

    @Test
    void aClosedLinkTakesFramesWithoutEffect() throws Exception {
        on(client, () -> {
            client.channel.close("enough");
            client.channel.send(Buffer.buffer("late"));
            return true;
        });
        assertEquals("enough", client.whyClosed());
        assertEquals("enough", server.whyClosed());
        assertEquals(0, server.frames.size());
    }

    @Test
    void anEndThatLivesAnswersAPingAndOneThatIsHeldUpDoesNot() throws Exception {
        awaitPing(true);
        CountDownLatch release = new CountDownLatch(1);
        server.context.runOnContext(nothing -> {
            try {
                release.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        awaitPing(false);
        release.countDown();
        awaitPing(true);
    }

    private void awaitPing(boolean answered) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (on(client, client.channel::ping) != answered) {
            assertTrue(System.nanoTime() - end < 0, "not answered: " + !answered);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
