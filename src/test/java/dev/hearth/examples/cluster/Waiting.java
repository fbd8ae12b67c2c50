package dev.hearth.examples.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, with a limit; seldom enough not to be a load on the cluster that it asks. */
final class Waiting {
    private static final long PAUSE = Duration.ofMillis(250).toNanos();

    private Waiting() {}

    /** A cluster that does not answer at once is asked again. */
    static void until(Duration limit, BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            KubernetesClientException silence = null;
            try {
                if (condition.getAsBoolean()) {
                    return;
                }
            } catch (KubernetesClientException e) {
                silence = e;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "After " + limit.toSeconds() + " s: "
                                + (silence == null ? otherwise.get() : "the cluster does not answer"),
                        silence);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
