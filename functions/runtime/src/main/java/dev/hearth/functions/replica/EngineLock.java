package dev.hearth.functions.replica;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The engine's lock, which a thread need not wait for: what it wants done is left to whoever has the lock. A link's thread that waited for
 * it was put to sleep and woken by a task thread, element after element, which took a tenth of a short task's time.
 */
final class EngineLock {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();

    /** Threads that wait for work, or are about to: they have the lock, and will not look at what is left before they sleep. */
    private volatile int sleepers;

    private final Consumer<Throwable> faults;

    /** @param faults is told what an action throws that was left: whoever does it has no part in it */
    EngineLock(Consumer<Throwable> faults) {
        this.faults = faults;
    }

    /** Waits for the lock. What was left before is done. */
    void lock() {
        lock.lock();
        doWhatIsLeft();
    }

    void unlock() {
        lock.unlock();
        // Left while this thread had it, by one that therefore went away.
        while (!left.isEmpty() && lock.tryLock()) {
            try {
                doWhatIsLeft();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Does this with the lock, which it waits for. */
    void with(Runnable action) {
        lock();
        try {
            action.run();
        } finally {
            unlock();
        }
    }

    /** Has this done under the lock, in the order of the calls, by this thread or by another that has it. */
    void leave(Runnable action) {
        left.add(action);
        if (!lock.tryLock()) {
            // Whoever has it looks at what is left after it has given it back; one that is about to sleep may not.
            if (sleepers == 0) {
                return;
            }
            lock.lock();
        }
        try {
            doWhatIsLeft();
        } finally {
            unlock();
        }
    }

    private void doWhatIsLeft() {
        Runnable action = left.poll();
        while (action != null) {
            try {
                action.run();
            } catch (Throwable t) {
                faults.accept(t);
            }
            action = left.poll();
        }
    }

    /** Wakes a thread that waits for work. With the lock. */
    void signal() {
        work.signal();
    }

    /** Wakes all. With the lock. */
    void signalAll() {
        work.signalAll();
    }

    /** Waits, without the lock, while there is no work. With the lock. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // the lock guards its changes
    void await(BooleanSupplier none) {
        sleepers++;
        try {
            doWhatIsLeft();
            while (none.getAsBoolean()) {
                work.awaitUninterruptibly();
                doWhatIsLeft();
            }
        } finally {
            sleepers--;
        }
    }
}
