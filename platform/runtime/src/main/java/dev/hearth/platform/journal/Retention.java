package dev.hearth.platform.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Removes runs some time after their end, a few at a time, so that nobody's commit waits long for it. */
final class Retention {
    /** Runs that go in one commit. */
    private static final int BATCH = 20;

    private static final long EVERY_SECONDS = 60;

    private static final Logger log = Logger.getLogger(Retention.class);

    private final Supplier<Journal> journal;
    private final Duration retention;
    private final ScheduledExecutorService thread;

    Retention(Supplier<Journal> journal, Duration retention) {
        this.journal = journal;
        this.retention = retention;
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "hearth-journal-retention");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            long removed = expire(journal.get(), Instant.now().minus(retention));
            if (removed > 0) {
                log.infof("Removed %d runs that ended more than %s ago from the journal.", removed, retention);
            }
        } catch (JournalException | CompletionException e) {
            log.debug("Old runs stay in the journal until the next look.", e);
        }
    }

    /** Removes all runs that ended before. Returns how many. */
    static long expire(Journal journal, Instant before) {
        long removed = 0;
        while (!Thread.currentThread().isInterrupted()) {
            List<String> old = journal.endedBefore(before, BATCH);
            if (old.isEmpty()) {
                break;
            }
            journal.remove(old).join();
            removed += old.size();
        }
        return removed;
    }

    void close() {
        thread.shutdownNow();
    }
}
