package dev.hearth.platform.run;

import java.util.concurrent.CompletableFuture;

/** A run that was started. Safe for use by several threads. */
public interface RunHandle {
    /** The run's id. */
    String id();

    /** The result as JSON, for a map its {@link MapProgress}; fails with what failed the run. */
    CompletableFuture<byte[]> result();

    /** Cancels the run; without effect if it has ended. */
    void cancel(String reason);

    /** What is known of it now. */
    RunRecord record();
}
