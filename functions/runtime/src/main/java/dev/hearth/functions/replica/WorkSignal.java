package dev.hearth.functions.replica;

import dev.hearth.functions.dispatch.BriefWait;
import java.util.function.BooleanSupplier;

/** How the task threads wait for work. Guarded by the engine's lock. */
final class WorkSignal {
    private final EngineLock lock;
    private final BriefWait wait = new BriefWait();
    private int begun;

    /** Read without the lock. */
    private volatile boolean silent;

    WorkSignal(EngineLock lock) {
        this.lock = lock;
    }

    /** Something has changed that one thread can take. */
    void one() {
        speak();
        lock.signal();
    }

    /** Something has changed for all of them. */
    void all() {
        speak();
        lock.signalAll();
    }

    private void speak() {
        // To write it costs more than to read it, and this is done for each element.
        if (silent) {
            silent = false;
        }
    }

    /** Waits while there is none, without the lock. Returns whether it had to. */
    boolean await(BooleanSupplier none) {
        boolean waits = none.getAsBoolean();
        if (waits) {
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
            lock.await(none);
            wait.took(System.nanoTime() - since);
        }
        begun++;
        return waits;
    }
}
