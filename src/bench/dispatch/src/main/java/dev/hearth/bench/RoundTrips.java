package dev.hearth.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One message at a time over a bare WebSocket, to another JVM and back. */
final class RoundTrips {
    private final Context context;
    private final WebSocket socket;

    private RoundTrips(Context context, WebSocket socket) {
        this.context = context;
        this.socket = socket;
    }

    /** Times in nanoseconds. */
    record Times(long p50, long p99) {
        static Times of(long[] nanos) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return new Times(sorted[sorted.length / 2], sorted[sorted.length - 1 - sorted.length / 100]);
        }
    }

    /** Becomes the other end; returns its port. */
    static int serve() throws Exception {
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
                .createHttpServer()
                .webSocketHandler(socket -> socket.binaryMessageHandler(message -> {
                    var unused = socket.writeBinaryMessage(Buffer.buffer(Message.plusOne(message.getBytes())));
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .actualPort();
    }

    static RoundTrips connect(int port) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        CompletableFuture<RoundTrips> connected = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(nothing -> vertx.createWebSocketClient()
                .connect(port, "127.0.0.1", "/")
                .onFailure(connected::completeExceptionally)
                .onSuccess(socket -> connected.complete(new RoundTrips(context, socket))));
        return connected.get(30, TimeUnit.SECONDS);
    }

    /** From a thread that sends and waits, as the caller of a task does. */
    Times waiting(int count) throws InterruptedException {
        BlockingQueue<Buffer> answers = new ArrayBlockingQueue<>(1);
        socket.binaryMessageHandler(answers::add);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            Buffer message = Buffer.buffer(Message.of(i));
            long begun = System.nanoTime();
            var unused = socket.writeBinaryMessage(message);
            Buffer answer = answers.poll(30, TimeUnit.SECONDS);
            nanos[i] = System.nanoTime() - begun;
            check(i, answer);
        }
        return Times.of(nanos);
    }

    /** On the event loop, where nobody waits: the least that a round trip can take. */
    Times onLoop(int count) throws Exception {
        long[] nanos = new long[count];
        CompletableFuture<Void> ended = new CompletableFuture<>();
        context.runOnContext(nothing -> new Object() {
            int sent;
            long begun;

            void begin() {
                socket.binaryMessageHandler(this::answered);
                send();
            }

            void send() {
                begun = System.nanoTime();
                var unused = socket.writeBinaryMessage(Buffer.buffer(Message.of(sent)));
            }

            void answered(Buffer answer) {
                nanos[sent] = System.nanoTime() - begun;
                check(sent, answer);
                if (++sent < count) {
                    send();
                } else {
                    ended.complete(null);
                }
            }
        }.begin());
        ended.get(120, TimeUnit.SECONDS);
        return Times.of(nanos);
    }

    private static void check(int sent, @org.jspecify.annotations.Nullable Buffer answer) {
        if (answer == null || Message.value(answer.getBytes()) != sent + 1) {
            throw new IllegalStateException("The WebSocket's other end answered " + sent + " with " + answer + ".");
        }
    }
}
