package dev.hearth.platform.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a Vert.x stream, lines or those of an array, as an iterator that blocks: the bridge from an event loop to a thread that may wait. It holds at
 * most {@value #HIGH_WATER} bytes and the last piece that came before the stream was paused. One thread iterates; the
 * other methods are safe for any thread.
 */
public final class LineStream implements Iterator<byte[]>, AutoCloseable {
    private static final int HIGH_WATER = 1 << 20;
    private static final int LOW_WATER = 1 << 18;
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final ReadStream<Buffer> source;
    private final Context context;
    private final Splitter splitter;
    private final Duration stall;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
    private long held;
    private boolean paused;
    private boolean ended;
    private boolean closed;
    private @Nullable InputException failure;
    private byte @Nullable [] ready;
    private boolean exhausted;
    private long stallLeft;

    /**
     * Starts to read lines, however slowly they come.
     *
     * @param source nobody else may read it
     * @param context the source's own; the constructor must be called on it
     * @param lineLimit the longest line in bytes
     */
    public LineStream(ReadStream<Buffer> source, Context context, int lineLimit) {
        this(source, context, new LineSplitter(lineLimit), FOR_EVER);
    }

    /** @param stall how long to wait for one element; more is an {@link InputException} */
    LineStream(ReadStream<Buffer> source, Context context, Splitter splitter, Duration stall) {
        this.source = source;
        this.context = context;
        this.splitter = splitter;
        this.stall = stall;
        source.handler(this::arrived);
        source.endHandler(ignored -> end(null));
        source.exceptionHandler(
                e -> end(InputException.cutOff("Cannot read further: the connection broke (" + e.getMessage() + ").")));
        source.resume();
    }

    /** @return whether there is another element; waits for it. False after {@link #close}. */
    @Override
    public boolean hasNext() {
        if (ready == null && !exhausted) {
            ready = read();
            exhausted = ready == null;
        }
        return ready != null;
    }

    /** Whether a whole element is here already. Only for the iterating thread. */
    boolean ready() {
        return ready != null || splitter.hasElement();
    }

    @Override
    public byte[] next() {
        if (!hasNext() || ready == null) {
            throw new NoSuchElementException();
        }
        byte[] line = ready;
        ready = null;
        return line;
    }

    /** Which element was given last, for messages. Only for the iterating thread. */
    String place() {
        return splitter.place();
    }

    /** Whether {@link #hasNext} would probably have to wait. Only for the iterating thread. */
    public boolean waiting() {
        if (ready != null || splitter.hasMore()) {
            return false;
        }
        lock.lock();
        try {
            return pieces.isEmpty() && !ended;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the iteration and drops what still comes. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            pieces.clear();
            held = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        resume();
    }

    private void arrived(Buffer buffer) {
        boolean pause = false;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            pieces.add(buffer.getBytes());
            held += buffer.length();
            if (held > HIGH_WATER && !paused) {
                paused = true;
                pause = true;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (pause) {
            source.pause();
        }
    }

    private void end(@Nullable InputException why) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = why;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private byte @Nullable [] read() {
        stallLeft = stall.toNanos();
        while (true) {
            byte[] line = splitter.next();
            if (line != null) {
                return line;
            }
            byte[] piece = take();
            if (piece == null) {
                return splitter.last();
            }
            splitter.feed(piece);
        }
    }

    private byte @Nullable [] take() {
        boolean resume;
        byte[] piece;
        lock.lock();
        try {
            while (pieces.isEmpty() && !ended && !closed) {
                if (stallLeft <= 0) {
                    throw InputException.tooSlow("the next element", stall, "hearth.http.stall-timeout");
                }
                stallLeft = changed.awaitNanos(stallLeft);
            }
            if (pieces.isEmpty() || closed) {
                if (failure != null && !closed) {
                    throw failure;
                }
                return null;
            }
            piece = pieces.remove();
            held -= piece.length;
            resume = paused && held < LOW_WATER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw InputException.cutOff("Stopped reading: interrupted.");
        } finally {
            lock.unlock();
        }
        if (resume) {
            resume();
        }
        return piece;
    }

    private void resume() {
        context.runOnContext(ignored -> {
            lock.lock();
            try {
                paused = false;
            } finally {
                lock.unlock();
            }
            source.resume();
        });
    }
}
