package dev.hearth.platform.run;

import dev.hearth.HearthException;
import dev.hearth.platform.journal.Journal;
import dev.hearth.platform.journal.JournalException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs that other platforms work on, as far as somebody here asks for them: they are looked at in the journal, all at once. Safe for use by
 * several threads.
 */
final class RunsElsewhere {
    private static final long LOOK_MILLIS = 200;

    private static final Logger log = Logger.getLogger(RunsElsewhere.class);

    private final Supplier<Journal> journal;
    private final Map<String, CompletableFuture<PastRun>> awaited = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService looks;

    RunsElsewhere(Supplier<Journal> journal) {
        this.journal = journal;
    }

    /** A run that had not ended when it was looked for. */
    RunHandle handle(String id) {
        return new Elsewhere(id);
    }

    /** Completes when the run has ended, wherever that is. */
    CompletableFuture<PastRun> ended(String id) {
        start();
        return awaited.computeIfAbsent(id, i -> new CompletableFuture<>());
    }

    private synchronized void start() {
        if (looks == null) {
            looks = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread made = new Thread(work, "hearth-runs-elsewhere");
                made.setDaemon(true);
                return made;
            });
            looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            List<String> asked = List.copyOf(awaited.keySet());
            if (asked.isEmpty()) {
                return;
            }
            List<String> running = journal.get().unfinished(asked);
            for (String id : asked) {
                if (!running.contains(id)) {
                    tell(id);
                }
            }
        } catch (JournalException e) {
            log.debug("Runs elsewhere: the next look follows.", e);
        } catch (RuntimeException | Error e) {
            log.error("Runs elsewhere: a look failed.", e);
        }
    }

    private void tell(String id) {
        Optional<PastRun> run = journal.get().run(id).map(found -> new PastRun(journal.get(), found));
        CompletableFuture<PastRun> waiting = awaited.remove(id);
        if (waiting == null) {
            return;
        }
        if (run.isPresent()) {
            waiting.complete(run.get());
        } else {
            waiting.completeExceptionally(gone(id));
        }
    }

    private static HearthException gone(String id) {
        return new HearthException("Run '" + id
                + "' is not in the journal any more: its platform ended before it had all its input. Send it again.");
    }

    synchronized void close() {
        if (looks != null) {
            looks.shutdownNow();
        }
    }

    /** One of them. Its record is read each time that somebody asks for it. */
    private final class Elsewhere implements RunHandle {
        private final String id;

        Elsewhere(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public CompletableFuture<byte[]> result() {
            return ended(id).thenApply(PastRun::result).thenCompose(Function.identity());
        }

        @Override
        public void cancel(String reason) {
            journal.get().requestCancel(id, reason);
        }

        @Override
        public RunRecord record() {
            Journal now = journal.get();
            return now.run(id).map(run -> new PastRun(now, run).record()).orElseThrow(() -> gone(id));
        }
    }
}
