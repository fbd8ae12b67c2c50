package dev.hearth.platform.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Removes runs some time after their end, a few at a time, so that nobody's commit waits long for it. */
final class Retention {
    /** Runs that go in one commit. */
    private static final int BATCH = 20;

    private static final Duration EVERY = Duration.ofSeconds(60);

    private static final Logger log = Logger.getLogger(Retention.class);

    private final Supplier<Journal> journal;
    private final Duration retention;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;

    Retention(Supplier<Journal> journal, Duration retention) {
        this(journal, retention, InstantSource.system(), EVERY);
    }

    Retention(Supplier<Journal> journal, Duration retention, InstantSource clock, Duration every) {
        this.journal = journal;
        this.retention = retention;
        this.clock = clock;
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "hearth-journal-retention");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            long removed = expire(journal.get(), clock.instant().minus(retention));
            if (removed > 0) {
                log.infof("Removed %d runs that ended more than %s ago from the journal.", removed, retention);
            }
        } catch (JournalException | ExecutionException e) {
            log.debug("Old runs stay in the journal until the next look.", e);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes all runs that ended before. Returns how many. */
    static long expire(Journal journal, Instant before) throws InterruptedException, ExecutionException {
        long removed = 0;
        while (true) {
            List<String> old = journal.endedBefore(before, BATCH);
            if (old.isEmpty()) {
                return removed;
            }
            // Not to be joined: a journal that is closed meanwhile leaves it open for ever.
            journal.remove(old).get();
            removed += old.size();
        }
    }

    void close() {
        thread.shutdownNow();
    }
}
