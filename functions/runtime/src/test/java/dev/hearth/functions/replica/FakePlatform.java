package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.link.FrameCodec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.LinkChannel;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.functions.link.LinkSender;
import dev.hearth.functions.link.ToReplica;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A platform's end of one link, spoken by a test. */
final class FakePlatform {
    final BlockingQueue<FromReplica> heard = new LinkedBlockingQueue<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    private final Vertx vertx;
    private volatile @Nullable Context context;
    private volatile @Nullable LinkSender sender;
    private volatile @Nullable LinkChannel channel;

    FakePlatform(Vertx vertx) {
        this.vertx = vertx;
    }

    int listen() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .webSocketHandler(this::accept)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private void accept(ServerWebSocket socket) {
        context = vertx.getOrCreateContext();
        LinkChannel made = new LinkChannel(
                        socket,
                        LinkLimits.forPayloads(10_000_000),
                        frame -> heard.add(FrameCodec.decodeFromReplica(frame)))
                .closeHandler(closed::complete);
        channel = made;
        sender = new LinkSender(made);
    }

    void say(ToReplica message) {
        Objects.requireNonNull(context)
                .runOnContext(nothing -> Objects.requireNonNull(sender).send(message));
    }

    void close(String reason) {
        Objects.requireNonNull(context)
                .runOnContext(nothing -> Objects.requireNonNull(channel).close(reason));
    }

    /** The next message of a type; heartbeats before it are dropped. */
    <T extends FromReplica> T next(Class<T> type) throws InterruptedException {
        while (true) {
            FromReplica message = heard.poll(20, TimeUnit.SECONDS);
            assertTrue(message != null, "the replica said nothing");
            if (type.isInstance(message)) {
                return type.cast(message);
            }
            assertTrue(message instanceof FromReplica.Heartbeat, "unexpected: " + message);
        }
    }
}
