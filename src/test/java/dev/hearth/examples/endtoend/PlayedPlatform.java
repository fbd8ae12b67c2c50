package dev.hearth.examples.endtoend;

import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.FrameCodec;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.link.LinkChannel;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.functions.link.LinkSender;
import dev.hearth.functions.link.ToReplica;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A platform's end of one replica's link, spoken by a test: it can die and come again where it was. */
final class PlayedPlatform {
    private static final int LIMIT = 1024 * 1024;
    private static final long HEARTBEAT_MILLIS = 60_000;
    private static final long GRACE_MILLIS = 10_000;

    private final BlockingQueue<FromReplica> heard = new LinkedBlockingQueue<>();
    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private volatile @Nullable Context context;
    private volatile @Nullable LinkSender sender;

    /** @param port 0 for any */
    PlayedPlatform(int port) throws Exception {
        HttpServer server = vertx.createHttpServer()
                .webSocketHandler(this::accept)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        this.port = server.actualPort();
    }

    int port() {
        return port;
    }

    private void accept(ServerWebSocket socket) {
        context = vertx.getOrCreateContext();
        sender = new LinkSender(new LinkChannel(
                socket, LinkLimits.forPayloads(LIMIT), frame -> heard.add(FrameCodec.decodeFromReplica(frame))));
    }

    void say(ToReplica message) {
        Objects.requireNonNull(context)
                .runOnContext(nothing -> Objects.requireNonNull(sender).send(message));
    }

    /** Lets the next replica that comes in. */
    FromReplica.Hello welcome() throws InterruptedException {
        FromReplica.Hello hello = next(FromReplica.Hello.class, any -> true);
        say(new ToReplica.Welcome(HEARTBEAT_MILLIS, LIMIT, GRACE_MILLIS));
        return hello;
    }

    void assign(long lease, String task, String input) {
        say(new ToReplica.Assign(List.of(
                new Assignment(lease, "run", "", task, 0, 1, 0, null, input.getBytes(StandardCharsets.UTF_8)))));
    }

    Completion completion() throws InterruptedException {
        return next(FromReplica.Done.class, any -> true).completions().get(0);
    }

    /** The next message of that kind; those before it are dropped. */
    <T extends FromReplica> T next(Class<T> type, Predicate<T> wanted) throws InterruptedException {
        while (true) {
            FromReplica message = heard.poll(60, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("The replica said no " + type.getSimpleName());
            }
            if (type.isInstance(message) && wanted.test(type.cast(message))) {
                return type.cast(message);
            }
        }
    }

    /** Dies, with all its connections. */
    void die() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
