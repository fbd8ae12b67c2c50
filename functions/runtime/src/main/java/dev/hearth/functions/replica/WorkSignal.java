package dev.hearth.functions.replica;

import dev.hearth.functions.dispatch.BriefWait;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** How the task threads wait for work. Guarded by the engine's lock. */
final class WorkSignal {
    private final ReentrantLock lock;
    private final Condition work;
    private final BriefWait wait = new BriefWait();
    private int begun;

    /** Read without the lock. */
    private volatile boolean silent;

    WorkSignal(ReentrantLock lock) {
        this.lock = lock;
        this.work = lock.newCondition();
    }

    /** Something has changed that one thread can take. */
    void one() {
        silent = false;
        work.signal();
    }

    /** Something has changed for all of them. */
    void all() {
        silent = false;
        work.signalAll();
    }

    /** Waits while there is none, without the lock. */
    void await(BooleanSupplier none) {
        if (none.getAsBoolean()) {
            long since = System.nanoTime();
            // A map's elements come many at a time, and other replicas may need the processor meanwhile.
            if (begun == 1) {
                silent = true;
                lock.unlock();
                try {
                    wait.stayAwake(() -> !silent);
                } finally {
                    lock.lock();
                }
            }
            begun = 0;
            while (none.getAsBoolean()) {
                work.awaitUninterruptibly();
            }
            wait.took(System.nanoTime() - since);
        }
        begun++;
    }
}
