package dev.hearth.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which clients are read and written as slowly as they are: few, of their own, and never waited for, so that slow
 * clients hold nobody else up. They end with Vert.x. Safe for use by several threads.
 */
final class Transfers {
    /** Vert.x warns of blocked threads; these are for blocking. */
    private static final long NO_WARNING_DAYS = 365;

    private final int most;
    private final AtomicInteger now = new AtomicInteger();
    private final WorkerExecutor threads;

    Transfers(Vertx vertx, int most) {
        this.most = most;
        this.threads = vertx.createSharedWorkerExecutor("hearth-transfer", most, NO_WARNING_DAYS, TimeUnit.DAYS);
    }

    /** Runs on one of the threads; fails if all are busy. To be called on an event loop, where the future completes. */
    <T> Future<T> run(Callable<T> transfer) {
        if (now.incrementAndGet() > most) {
            now.decrementAndGet();
            return Future.failedFuture(new InputException(
                    ProblemType.TOO_MANY,
                    "Cannot transfer: " + most
                            + " clients send durable maps or read outcomes already, which is the limit."
                            + " Come again."));
        }
        return threads.executeBlocking(transfer, false).onComplete(ignored -> now.decrementAndGet());
    }
}
