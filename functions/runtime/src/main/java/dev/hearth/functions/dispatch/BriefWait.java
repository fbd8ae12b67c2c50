package dev.hearth.functions.dispatch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Waits that are over before a thread has been put to sleep and woken again, which is most of the time of a short call: where
 * the last wait was that short, one thread stays awake in the next. It never does in a process that has one processor. Safe for use by
 * several threads.
 */
public final class BriefWait {
    /** Stays awake for so long at most: a call takes about half of it, to a warm replica on the same machine and back. */
    static final long MOST_NANOS = 100_000;

    private final boolean possible;
    private final LongSupplier nanos;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean likely;

    public BriefWait() {
        this(Runtime.getRuntime().availableProcessors() > 1, System::nanoTime);
    }

    BriefWait(boolean possible, LongSupplier nanos) {
        this.possible = possible;
        this.nanos = nanos;
    }

    /** Returns once it is over; at once if that does not seem to come soon, or if another thread stays awake already. */
    // A hint, and no more is wanted: whoever is to end the wait may need this processor. Without it calls took three
    // times as long on a busy machine.
    @SuppressWarnings("ThreadPriorityCheck")
    public void stayAwake(BooleanSupplier over) {
        if (!likely || !possible || !taken.compareAndSet(false, true)) {
            return;
        }
        try {
            long begun = nanos.getAsLong();
            while (!over.getAsBoolean() && nanos.getAsLong() - begun < MOST_NANOS) {
                Thread.yield();
            }
        } finally {
            taken.set(false);
        }
    }

    /** A wait has taken so long, whether awake or not: the next one is taken to be like it. */
    public void took(long nanos) {
        likely = nanos < MOST_NANOS;
    }
}
