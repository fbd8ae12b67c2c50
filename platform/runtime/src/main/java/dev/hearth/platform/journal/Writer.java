package dev.hearth.platform.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes: whatever has gathered while it committed the last time is committed together. Safe for use by several threads.
 */
final class Writer {
    /** Outcomes of maps wait so long for company, unless somebody waits for a commit. */
    static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private static final Logger log = Logger.getLogger(Writer.class);

    private record Pending(Write write, CompletableFuture<Void> done) {}

    private final Commits commits;
    private final Duration patience;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private List<Pending> waiting = new ArrayList<>();
    private List<OutcomeLog> announced = new ArrayList<>();
    private volatile boolean closed;
    private volatile @Nullable FencedException fenced;
    private volatile @Nullable String trouble;

    Writer(Commits commits, Duration patience) {
        this.commits = commits;
        this.patience = patience;
        this.thread = new Thread(this::run, "hearth-journal");
        thread.setDaemon(true);
        thread.start();
    }

    CompletableFuture<Void> write(Write write) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        lock.lock();
        try {
            if (fenced != null) {
                return CompletableFuture.failedFuture(fenced);
            }
            waiting.add(new Pending(write, done));
            work.signal();
        } finally {
            lock.unlock();
        }
        return done;
    }

    /** Somebody has outcomes for the next commit. */
    void announce(OutcomeLog outcomes) {
        FencedException why;
        lock.lock();
        try {
            why = fenced;
            if (why == null) {
                announced.add(outcomes);
                work.signal();
            }
        } finally {
            lock.unlock();
        }
        if (why != null) {
            outcomes.written(0, why);
        }
    }

    /** Others have taken over: what waits fails, and so does all that comes. */
    void fence(FencedException why) {
        List<Pending> refused;
        List<OutcomeLog> logs;
        lock.lock();
        try {
            if (fenced != null) {
                return;
            }
            fenced = why;
            refused = waiting;
            waiting = new ArrayList<>();
            logs = announced;
            announced = new ArrayList<>();
            work.signal();
        } finally {
            lock.unlock();
        }
        refused.forEach(pending -> pending.done().completeExceptionally(why));
        logs.forEach(outcomes -> outcomes.written(0, why));
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        commits.close();
    }

    private void run() {
        try {
            while (!ended()) {
                List<Pending> group = next();
                if (!group.isEmpty()) {
                    commit(group);
                }
            }
        } catch (InterruptedException e) {
            // Closed. What is not committed stays open: its runs go on when the platform is started again.
        }
    }

    /**
     * Waits for something to write. Empty at the writer's end, and when the outcomes that were announced have come by another way meanwhile: as
     * a full row.
     */
    private List<Pending> next() throws InterruptedException {
        List<Pending> group;
        List<OutcomeLog> logs;
        lock.lock();
        try {
            while (waiting.isEmpty() && announced.isEmpty() && !ended()) {
                work.await();
            }
            long rest = GATHER_NANOS;
            while (waiting.isEmpty() && rest > 0 && !ended()) {
                rest = work.awaitNanos(rest);
            }
            if (ended()) {
                return List.of();
            }
            group = waiting;
            waiting = new ArrayList<>();
            logs = announced;
            announced = new ArrayList<>();
        } finally {
            lock.unlock();
        }
        for (OutcomeLog outcomes : logs) {
            Write.Outcomes row = outcomes.take();
            if (row != null) {
                CompletableFuture<Void> done = new CompletableFuture<>();
                done.whenComplete((ignored, e) -> outcomes.written(row.packed().length, e));
                // Before whoever waits for it.
                group.add(0, new Pending(row, done));
            }
        }
        return group;
    }

    private boolean ended() {
        return closed || fenced != null;
    }

    private void commit(List<Pending> group) throws InterruptedException {
        List<Write> writes = group.stream().map(Pending::write).toList();
        long began = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        commits.next();
        while (true) {
            try {
                commits.commit(writes);
                recovered();
                group.forEach(pending -> pending.done().complete(null));
                return;
            } catch (FencedException e) {
                recovered();
                fence(e);
                group.forEach(pending -> pending.done().completeExceptionally(e));
                return;
            } catch (SQLException e) {
                if (closed) {
                    throw new InterruptedException();
                }
                if (Commits.refused(e)) {
                    recovered();
                    refused(group, e);
                    return;
                }
                if (System.nanoTime() - began > patience.toNanos()) {
                    giveUp(group, e);
                    return;
                }
                troubled(e);
                Thread.sleep(pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    /** One of them the database will never take: alone, each gets its own answer. */
    private void refused(List<Pending> group, SQLException e) throws InterruptedException {
        if (group.size() > 1) {
            for (Pending pending : group) {
                commit(List.of(pending));
            }
            return;
        }
        group.get(0)
                .done()
                .completeExceptionally(new JournalException("The journal refused a record: " + reason(e), e));
    }

    private void giveUp(List<Pending> group, SQLException e) {
        JournalException failure = new JournalException(
                "The journal has taken nothing for " + patience.toSeconds() + " s: " + reason(e)
                        + ". Bring its database back; hearth.journal.patience says how long runs wait for it.",
                e);
        log.error(failure.getMessage());
        group.forEach(pending -> pending.done().completeExceptionally(failure));
    }

    private void troubled(SQLException e) {
        if (trouble == null) {
            log.warnf("The journal cannot be written: %s. Runs wait for it, and new ones are refused.", reason(e));
        }
        trouble = reason(e);
    }

    private void recovered() {
        if (trouble != null) {
            log.info("The journal can be written again.");
            trouble = null;
        }
    }

    static String reason(Throwable e) {
        String message = String.valueOf(e.getMessage()).strip();
        int line = message.indexOf('\n');
        return line < 0 ? message : message.substring(0, line);
    }
}
