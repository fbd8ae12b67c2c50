package dev.hearth.platform.run;

import java.util.concurrent.CompletableFuture;

/** A run that was started. */
public interface RunHandle {
    String id();

    /** The result as JSON; fails with {@link dev.hearth.HearthException}. */
    CompletableFuture<byte[]> result();

    void cancel(String reason);

    RunRecord record();
}
