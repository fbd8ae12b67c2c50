package dev.hearth.platform.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of one map on their way into the journal: they gather while the writer is busy, and become one row when it comes by. Safe
 * for use by several threads.
 */
public final class OutcomeLog {
    /** Bytes that may wait for the writer; whoever adds more waits too. */
    static final int MAX_UNWRITTEN = 8 << 20;

    /** Bytes of one row, but for one outcome that is larger. */
    private static final int MAX_ROW = 1 << 20;

    private final Writer writer;
    private final String run;
    private final JournalledStep step;
    private int number;
    private OutcomePacker open = new OutcomePacker();
    private boolean announced;
    private long unwritten;
    private @Nullable JournalException failure;

    OutcomeLog(Writer writer, String run, JournalledStep step, int from) {
        this.writer = writer;
        this.run = run;
        this.step = step;
        this.number = from;
    }

    /**
     * Adds outcomes. Waits while too many are on their way to the disk.
     *
     * @throws JournalException if the journal has given up
     * @throws InterruptedException while it waited for the writer
     */
    public void add(List<Outcome> outcomes) throws InterruptedException {
        int added = 0;
        while (added < outcomes.size()) {
            added = addSome(outcomes, added);
        }
    }

    /** Adds as many as fit into the open row. Returns how many are added by now. */
    private int addSome(List<Outcome> outcomes, int from) throws InterruptedException {
        int next = from;
        boolean announce = false;
        Write.@Nullable Outcomes full = null;
        synchronized (this) {
            while (unwritten > MAX_UNWRITTEN && failure == null) {
                wait();
            }
            check();
            int before = open.size();
            while (next < outcomes.size() && open.size() < MAX_ROW) {
                open.add(outcomes.get(next++));
            }
            unwritten += open.size() - before;
            if (open.size() >= MAX_ROW) {
                full = seal();
            } else if (!announced) {
                announced = true;
                announce = true;
            }
        }
        if (full != null) {
            write(full);
        } else if (announce) {
            writer.announce(this);
        }
        return next;
    }

    /** Whether everything that was added is committed. */
    public synchronized boolean written() {
        return unwritten == 0;
    }

    /** Completes when everything that was added so far is committed. */
    public CompletableFuture<Void> barrier() {
        synchronized (this) {
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            if (unwritten == 0) {
                return CompletableFuture.completedFuture(null);
            }
        }
        return writer.write(new Write.Barrier()).thenRun(this::check);
    }

    private synchronized void check() {
        JournalException why = failure;
        if (why != null) {
            throw new JournalException(String.valueOf(why.getMessage()), why);
        }
    }

    private void write(Write.Outcomes row) {
        int size = row.packed().length;
        writer.write(row).whenComplete((done, e) -> written(size, e));
    }

    /** For the writer, when it comes by: what there is, as a row. */
    Write.@Nullable Outcomes take() {
        synchronized (this) {
            announced = false;
            return open.size() == 0 ? null : seal();
        }
    }

    private Write.Outcomes seal() {
        OutcomePacker row = open;
        open = new OutcomePacker();
        return new Write.Outcomes(
                new OutcomeRow(
                        run,
                        step.path(),
                        step.ordinal(),
                        number++,
                        step.task(),
                        step.startedMicros(),
                        row.first(),
                        row.last(),
                        row.succeeded(),
                        row.failed()),
                row.packed());
    }

    synchronized void written(int bytes, @Nullable Throwable thrown) {
        unwritten -= bytes;
        if (thrown != null && failure == null) {
            failure = new JournalException(String.valueOf(thrown.getMessage()), thrown);
        }
        notifyAll();
    }
}
