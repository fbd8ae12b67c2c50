package dev.hearth.examples.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, with a limit; seldom enough not to be a load on the cluster that it asks. */
final class Waiting {
    private static final long PAUSE = Duration.ofMillis(250).toNanos();

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
