package dev.hearth.platform.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What other threads want of a pool, in order. Many calls cost one task on the pool's event loop: the first schedules a drain, which takes
 * along all that has come by then. What waits here is already in its callers' memory, and leaves within one turn of
 * the loop: the bound on elements is the pool's, which refuses them there.
 */
final class PoolInbox {
    /** After so many, other events of the loop have their turn. */
    static final int MAX_DRAIN = 10_000;

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    /** True while a drain is on its way, as it is said to be until the inbox is opened. */
    private final AtomicBoolean scheduled = new AtomicBoolean(true);

    private final Runnable drained;
    private volatile Executor loop = task -> {
        throw new IllegalStateException("not open");
    };

    /** @param drained what is done on the loop after each drain */
    PoolInbox(Runnable drained) {
        this.drained = drained;
    }

    /** Begins to drain. To be called on the loop. */
    void open(Executor eventLoop) {
        loop = eventLoop;
        drain();
    }

    /** To be run on the pool's loop. Any thread may call this. */
    void add(Runnable task) {
        waiting.add(task);
        if (scheduled.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    private void drain() {
        // First, so that whatever is added from here on either is seen below or schedules a drain of its own.
        scheduled.set(false);
        int done = 0;
        for (Runnable task = next(done); task != null; task = next(++done)) {
            task.run();
        }
        if (done == MAX_DRAIN && scheduled.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
        drained.run();
    }

    private @org.jspecify.annotations.Nullable Runnable next(int done) {
        return done < MAX_DRAIN ? waiting.poll() : null;
    }
}
