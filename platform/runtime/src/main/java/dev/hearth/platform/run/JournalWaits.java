package dev.hearth.platform.run;

import dev.hearth.HearthException;
import dev.hearth.platform.journal.JournalException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waiting for the journal. */
final class JournalWaits {
    private static final long PAUSE_MILLIS = 500;
    private static final int READS = 1_200;

    private JournalWaits() {}

    /** Reads; while the database is away, a run that goes on waits for ten minutes. */
    static <T> T patiently(Supplier<T> read) {
        for (int tried = 1; ; tried++) {
            try {
                return read.get();
            } catch (JournalException e) {
                if (tried == READS) {
                    throw e;
                }
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HearthException("Reading the journal was interrupted.", e);
            }
        }
    }

    /**
     * Waits for a write that a request waits for.
     *
     * @return false if it took too long
     */
    static boolean written(CompletableFuture<Void> write, long limitMillis) {
        try {
            write.get(limitMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HearthException("Waiting for the journal was interrupted.", e);
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    static RuntimeException unchecked(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new JournalException("The journal failed: " + cause, e);
    }
}
