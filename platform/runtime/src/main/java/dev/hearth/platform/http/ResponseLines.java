package dev.hearth.platform.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lines on their way from a thread that may wait to a response: what is written while the response is busy travels together.
 * Safe for use by several threads.
 */
final class ResponseLines {
    private static final int HIGH_WATER = 1 << 18;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final Duration stall;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private Buffer pending = Buffer.buffer();
    private boolean scheduled;
    private boolean begun;
    private boolean ending;
    private boolean gone;
    private long stalled;

    /** @param stall how long a client may take nothing of what waits for it; then its connection is closed */
    ResponseLines(HttpServerRequest request, Context context, Duration stall) {
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.stall = stall;
    }

    /** Queues a line; waits while too much is queued. Does nothing once the client is gone. */
    void write(Buffer line) throws InterruptedException {
        lock.lock();
        try {
            long left = stall.toNanos();
            while (pending.length() >= HIGH_WATER && !gone) {
                if (left <= 0) {
                    gone = true;
                    context.runOnContext(ignored -> request.connection().close());
                    return;
                }
                left = drained.awaitNanos(left);
            }
            if (gone) {
                return;
            }
            begun = true;
            pending.appendBuffer(line);
            schedule();
        } finally {
            lock.unlock();
        }
    }

    /** The last line, after which the response ends. Does not wait; runs on the context. */
    void end(Buffer line) {
        stalled = context.owner()
                .setTimer(stall.toMillis(), ignored -> request.connection().close());
        lock.lock();
        try {
            begun = true;
            ending = true;
            pending.appendBuffer(line);
            schedule();
        } finally {
            lock.unlock();
        }
    }

    /** Whether any line was written: after that, the status can no longer tell of a failure. */
    boolean begun() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client went away. */
    boolean isGone() {
        lock.lock();
        try {
            return gone;
        } finally {
            lock.unlock();
        }
    }

    /** The client went away: nobody waits for it any more. */
    void gone() {
        lock.lock();
        try {
            gone = true;
            pending = Buffer.buffer();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void schedule() {
        if (!scheduled && !gone) {
            scheduled = true;
            context.runOnContext(ignored -> drain());
        }
    }

    private void drain() {
        Buffer lines;
        boolean last;
        lock.lock();
        try {
            if (gone || response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(ignored -> drain());
                return;
            }
            lines = pending;
            pending = Buffer.buffer();
            last = ending;
            scheduled = false;
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        if (last) {
            response.end(lines).onComplete(ignored -> context.owner().cancelTimer(stalled));
        } else {
            response.write(lines);
        }
    }
}
