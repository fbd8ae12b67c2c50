package dev.hearth.platform.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client is slow to say what it wants. Bytes that come do not help it, unlike an idle timeout: a client that
 * sends one byte a second ends as well. Confined to the connection's event loop.
 */
final class Pace extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(Pace.class);
    private static final AttributeKey<Pace> KEY = AttributeKey.valueOf(Pace.class, "pace");

    private enum Phase {
        /** A request's headers are due. */
        HEAD,
        /** A request is with its route. */
        REQUEST,
        /** Nothing is asked. */
        IDLE
    }

    private final long headNanos;
    private final long idleNanos;
    private Phase phase = Phase.HEAD;
    private long deadline;

    Pace(Duration head, Duration idle) {
        this.headNanos = head.toNanos();
        this.idleNanos = idle.toNanos();
    }

    /** Of a connection; null if it has none. */
    static @Nullable Pace of(Channel channel) {
        return channel.attr(KEY).get();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.channel().attr(KEY).set(this);
        deadline = System.nanoTime() + headNanos;
        check(ctx, headNanos);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (phase == Phase.IDLE) {
            phase = Phase.HEAD;
            deadline = System.nanoTime() + headNanos;
        }
        ctx.fireChannelRead(message);
    }

    /** The headers of a request are there. */
    void asked() {
        phase = Phase.REQUEST;
    }

    /** The request was answered. If its body goes on, nobody waits for it: its bytes are due as those of the next head. */
    void answered() {
        phase = Phase.IDLE;
        deadline = System.nanoTime() + idleNanos;
    }

    private void check(ChannelHandlerContext ctx, long nanos) {
        var unused = ctx.executor().schedule(() -> check(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext ctx) {
        if (ctx.isRemoved() || !ctx.channel().isActive()) {
            return;
        }
        long left = deadline - System.nanoTime();
        if (phase == Phase.REQUEST) {
            check(ctx, headNanos);
        } else if (left > 0) {
            // What is idle now may have to hurry soon.
            check(ctx, Math.min(left, headNanos));
        } else {
            LOG.debugf("Closed the connection of %s: %s", ctx.channel().remoteAddress(), phase);
            ctx.close();
        }
    }
}
