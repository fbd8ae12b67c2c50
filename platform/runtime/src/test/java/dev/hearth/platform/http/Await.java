package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.BooleanSupplier;

/** Waits for what another thread brings about, and fails when it does not come. */
final class Await {
    private Await() {}

    static void until(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("Did not come: " + what);
            }
            Thread.sleep(5);
        }
    }
}
