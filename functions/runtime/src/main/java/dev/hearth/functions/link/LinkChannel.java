package dev.hearth.functions.link;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One end of a link over a WebSocket: frames in, frames out. Cuts large frames so that small urgent ones pass, and waits
 * when the other end does not read. Confined to the WebSocket's event loop: construct it and call it there alone; handlers
 * are called there.
 */
public final class LinkChannel {
    /** {@link #saturated} from this many waiting bytes on, until half of them have left. */
    public static final int SATURATION_BYTES = 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(LinkChannel.class);
    private static final short NORMAL = 1000;
    private static final short PROTOCOL_ERROR = 1002;
    private static final short INTERNAL_ERROR = 1011;

    /** RFC 6455: a control frame has 125 bytes, two of which are the code. */
    private static final int REASON_BYTES = 123;

    private final WebSocketBase socket;
    private LinkLimits limits;
    private final Consumer<Buffer> frames;
    private final Chunks outgoing = new Chunks();
    private final Chunks.Assembly incoming;
    private Consumer<String> closeHandler = reason -> {};
    private Runnable drainHandler = Chunks::nothing;
    private @Nullable String closeReason;
    private boolean saturated;
    private boolean heard;
    private boolean closed;

    /**
     * @param socket an open WebSocket; its handlers are taken over
     * @param limits what this end bears
     * @param frames takes each frame; a {@link LinkProtocolException} that it throws ends the link
     */
    public LinkChannel(WebSocketBase socket, LinkLimits limits, Consumer<Buffer> frames) {
        this.socket = socket;
        this.limits = limits;
        this.frames = frames;
        this.incoming = new Chunks.Assembly(limits.frameBytes());
        socket.binaryMessageHandler(this::receive);
        socket.textMessageHandler(text -> fail(PROTOCOL_ERROR, "Link: a text message came, but frames are binary."));
        socket.drainHandler(nothing -> pump());
        socket.pongHandler(pong -> heard = true);
        socket.exceptionHandler(failure -> {
            if (closeReason == null) {
                closeReason = failure.toString();
            }
            // Vert.x closes the connection after most faults but not after all of them.
            socket.close();
        });
        socket.closeHandler(nothing -> closed());
    }

    /** Who is told, once, that the link is closed, and why. At once, if it is closed already. */
    public LinkChannel closeHandler(Consumer<String> handler) {
        closeHandler = handler;
        if (closed) {
            handler.accept(reason());
        } else if (socket.isClosed()) {
            // Before its handlers were taken over.
            closed();
        }
        return this;
    }

    /** From now on, this end bears as much as this. */
    public void limits(LinkLimits now) {
        limits = now;
        incoming.limit(now.frameBytes());
    }

    /** Who is told that the channel is no longer saturated. */
    public LinkChannel drainHandler(Runnable handler) {
        drainHandler = handler;
        return this;
    }

    /** So much waits that no more should be sent until the drain handler is called. Urgent frames are still fine. */
    public boolean saturated() {
        return saturated;
    }

    /** Sends a frame behind those before it. Without effect on a closed link. */
    public void send(Buffer frame) {
        send(frame, Chunks::nothing);
    }

    /**
     * Sends a frame behind those before it.
     *
     * @param written called when its last byte is handed to the socket: what is sent from then on arrives after it
     */
    public void send(Buffer frame, Runnable written) {
        add(frame, false, written);
    }

    /** Sends a frame before those that wait, if it fits in one chunk. Without effect on a closed link. */
    public void sendUrgent(Buffer frame) {
        add(frame, true, Chunks::nothing);
    }

    /**
     * Asks the other end for a sign of life, which any end that lives gives by itself.
     *
     * @return whether anything has come since this was last asked
     */
    public boolean ping() {
        boolean lives = heard;
        heard = false;
        if (!closed) {
            // A failed write closes the socket, and the close handler tells.
            var unused = socket.writePing(Buffer.buffer());
        }
        return lives;
    }

    /** Closes the link, drops what waits and tells the other end why. Without effect on a closed link. */
    public void close(String reason) {
        close(NORMAL, reason);
    }

    private void add(Buffer frame, boolean urgent, Runnable written) {
        if (closed) {
            return;
        }
        outgoing.add(frame, urgent, written);
        pump();
        long waiting = outgoing.queuedBytes();
        if (waiting > limits.queuedBytes()) {
            fail(
                    INTERNAL_ERROR,
                    "Link: " + waiting + " bytes wait, over the limit of " + limits.queuedBytes()
                            + ": the other end does not read.");
        } else if (waiting >= SATURATION_BYTES) {
            saturated = true;
        }
    }

    private void pump() {
        while (!closed && !socket.isClosed() && !socket.writeQueueFull()) {
            Optional<Chunks.Chunk> chunk = outgoing.next();
            if (chunk.isEmpty()) {
                break;
            }
            // A failed write closes the socket, and the close handler tells.
            var unused = socket.writeBinaryMessage(chunk.get().bytes());
            chunk.get().written().run();
        }
        if (saturated && outgoing.queuedBytes() <= SATURATION_BYTES / 2) {
            saturated = false;
            drainHandler.run();
        }
    }

    private void receive(Buffer chunk) {
        if (closed) {
            return;
        }
        heard = true;
        try {
            incoming.take(chunk).ifPresent(frames);
        } catch (LinkProtocolException e) {
            fail(PROTOCOL_ERROR, Objects.requireNonNullElse(e.getMessage(), "protocol error"));
        } catch (RuntimeException e) {
            LOG.error("Link: a frame could not be handled. The link is closed.", e);
            fail(INTERNAL_ERROR, "Link: a frame could not be handled: " + e);
        }
    }

    private void fail(short code, String reason) {
        LOG.debugf("Link to %s is closed: %s", socket.remoteAddress(), reason);
        close(code, reason);
    }

    private void close(short code, String reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
        var unused = socket.close(code, cut(reason));
        closed();
    }

    private void closed() {
        if (!closed) {
            closed = true;
            closeHandler.accept(reason());
        }
    }

    private String reason() {
        if (closeReason == null) {
            closeReason = Objects.requireNonNullElse(socket.closeReason(), "the other end closed it");
        }
        return closeReason;
    }

    private static String cut(String reason) {
        String cut = reason.length() > REASON_BYTES ? reason.substring(0, REASON_BYTES) : reason;
        while (cut.getBytes(StandardCharsets.UTF_8).length > REASON_BYTES) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut;
    }
}
