package dev.hearth.platform.cli;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request's body as a stream that waits while too much is on its way. One thread writes; {@link #abandon} is for any. */
final class RequestBody extends OutputStream {
    private static final int HIGH_WATER = 1 << 18;

    private final HttpClientRequest request;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private int underWay;
    private @Nullable Throwable failure;

    RequestBody(HttpClientRequest request) {
        this.request = request;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            while (underWay >= HIGH_WATER && failure == null) {
                written.await();
            }
            if (failure != null) {
                throw new IOException(failure);
            }
            underWay += length;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            lock.unlock();
        }
        Buffer piece = Buffer.buffer(length).appendBytes(bytes, offset, length);
        unlessClosed(() -> request.write(piece).onComplete(result -> settled(length, result.cause())));
    }

    /** Whoever waits to write fails from now on: nobody reads the body any more. */
    void abandon() {
        settled(0, new IOException("The request has ended."));
    }

    @Override
    public void close() throws IOException {
        unlessClosed(request::end);
    }

    /** The map may have ended a moment ago, and its connection or its event loop with it. */
    private static void unlessClosed(Supplier<Future<?>> action) throws IOException {
        try {
            var unused = action.get();
        } catch (IllegalStateException | RejectedExecutionException e) {
            throw new IOException(e);
        }
    }

    private void settled(int length, @Nullable Throwable cause) {
        lock.lock();
        try {
            underWay -= length;
            if (cause != null && failure == null) {
                failure = cause;
            }
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
