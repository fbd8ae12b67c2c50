package dev.hearth.examples.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, with a limit. */
final class Waiting {
    /** Conditions ask processes, files and platforms, which takes time from those that are waited for. */
    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private Waiting() {}

    static void until(Duration limit, BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("After " + limit.toSeconds() + " s: " + otherwise.get());
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
