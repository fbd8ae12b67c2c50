package dev.hearth.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x sockets and nothing else: a length and a message make a frame, answers come in the order of the questions. What any
 * protocol over the same sockets can reach at one message a frame.
 */
final class SocketPeer implements Peer {
    @Override
    public int serve() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        return vertx.createNetServer()
                .connectHandler(socket -> {
                    Frames frames = new Frames(message -> socket.write(Frames.of(Message.plusOne(message))));
                    socket.handler(frames::take);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .actualPort();
    }

    @Override
    public Caller connect(List<Integer> ports) throws Exception {
        Vertx vertx = Vertx.vertx();
        List<Connection> connections = new ArrayList<>();
        for (int port : ports) {
            Connection connection = new Connection(port);
            vertx.deployVerticle(connection)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            connections.add(connection);
        }
        return (worker, message, answered) -> connections.get(worker).call(message, answered);
    }

    /** The driver's end of one socket, on an event loop of its own. */
    private static final class Connection extends AbstractVerticle {
        private final int port;
        private final Queue<Consumer<byte[]>> waiting = new ArrayDeque<>();
        private @Nullable NetSocket socket;

        Connection(int port) {
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createNetClient()
                    .connect(port, "127.0.0.1")
                    .onFailure(started::fail)
                    .onSuccess(connected -> {
                        socket = connected;
                        Frames frames = new Frames(message -> waiting.remove().accept(message));
                        connected.handler(frames::take);
                        started.complete();
                    });
        }

        void call(byte[] message, Consumer<byte[]> answered) {
            if (Vertx.currentContext() == context) {
                send(message, answered);
            } else {
                context.runOnContext(nothing -> send(message, answered));
            }
        }

        private void send(byte[] message, Consumer<byte[]> answered) {
            waiting.add(answered);
            Objects.requireNonNull(socket).write(Frames.of(message));
        }
    }

    /** Cuts what comes into messages. */
    private static final class Frames {
        private final Consumer<byte[]> messages;
        private Buffer rest = Buffer.buffer();

        Frames(Consumer<byte[]> messages) {
            this.messages = messages;
        }

        static Buffer of(byte[] message) {
            return Buffer.buffer(Integer.BYTES + message.length)
                    .appendInt(message.length)
                    .appendBytes(message);
        }

        void take(Buffer chunk) {
            Buffer all = rest.length() == 0 ? chunk : rest.appendBuffer(chunk);
            int at = 0;
            while (all.length() - at >= Integer.BYTES) {
                int end = at + Integer.BYTES + all.getInt(at);
                if (end > all.length()) {
                    break;
                }
                messages.accept(all.getBytes(at + Integer.BYTES, end));
                at = end;
            }
            rest = at == all.length() ? Buffer.buffer() : all.getBuffer(at, all.length());
        }
    }
}
