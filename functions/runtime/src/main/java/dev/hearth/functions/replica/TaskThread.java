package dev.hearth.functions.replica;

import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs one task after another. What every task needs of its thread, and Netty's thread locals, are fields here: the reset
 * throws the thread's own locals away, and making their table anew for each task would cost more than a short task does.
 */
final class TaskThread extends FastThreadLocalThread {
    private @Nullable Execution current;

    TaskThread(Runnable work, String name) {
        super(null, work, name);
    }

    /** What this thread runs; only for the thread itself. */
    @Nullable
    Execution current() {
        return current;
    }

    void current(@Nullable Execution newCurrent) {
        current = newCurrent;
    }
}
