package dev.hearth.platform.http;

import dev.hearth.platform.run.RunRefusedException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Short blocking work that goes on for a client that may have gone. Its outcome comes back over an event loop, so the loops must not end before it: a platform
 * that closes waits for what is under way, and begins nothing more. Safe for use by several threads.
 */
final class Errands {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean closed;

    /** Runs on a worker thread; the future completes on the context, refused if the platform closes. */
    <T> Future<T> run(Context context, Callable<T> errand) {
        underWay.incrementAndGet();
        if (closed) {
            underWay.decrementAndGet();
            return Future.failedFuture(new RunRefusedException(
                    RunRefusedException.Reason.UNAVAILABLE, "Refused: the platform closes. Ask again later."));
        }
        return context.executeBlocking(errand, false).onComplete(ignored -> underWay.decrementAndGet());
    }

    /** Waits until nothing is under way, for some seconds at most. Not to be called on an event loop. */
    void close() {
        closed = true;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (underWay.get() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
