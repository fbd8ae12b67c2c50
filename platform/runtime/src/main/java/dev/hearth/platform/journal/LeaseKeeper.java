package dev.hearth.platform.journal;

import dev.hearth.platform.journal.Journals.MemberListener;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one thread that renews this platform's lease, removes dead platforms, and joins again if others have taken this one for dead. */
final class LeaseKeeper {
    private static final Logger log = Logger.getLogger(LeaseKeeper.class);

    private final Supplier<JdbcJournal> reopen;
    private final Consumer<JdbcJournal> next;
    private final List<MemberListener> listeners;
    private final Thread thread;
    private volatile boolean closed;
    private JdbcJournal journal;
    private boolean lapsed;
    private boolean failed;
    /** The others had no better luck with the database: until then nobody is taken for dead. */
    private long lenientUntil = System.nanoTime();

    /**
     * @param reopen joins again
     * @param next takes the journal that this gives
     */
    LeaseKeeper(
            JdbcJournal journal,
            Supplier<JdbcJournal> reopen,
            Consumer<JdbcJournal> next,
            List<MemberListener> listeners) {
        this.journal = journal;
        this.reopen = reopen;
        this.next = next;
        this.listeners = listeners;
        thread = new Thread(this::run, "hearth-lease");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                look();
                Thread.sleep(journal.membership().pause().toMillis());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                if (!closed) {
                    log.error("Lease: a look at the journal's database failed.", e);
                }
            }
        }
    }

    private void look() throws InterruptedException {
        Membership membership = journal.membership();
        try {
            boolean late = failed || !membership.held();
            if (!membership.renew()) {
                lost();
                return;
            }
            if (late) {
                failed = false;
                lenientUntil = System.nanoTime() + membership.lease().toNanos();
            }
            if (lapsed) {
                lapsed = false;
                log.info("The platform's lease is renewed again. Nobody has taken over.");
            }
            int dead = System.nanoTime() - lenientUntil < 0 ? 0 : membership.removeDead();
            if (dead > 0) {
                log.warnf(
                        "%d other platform(s) of this application have not renewed their lease. Others take over.",
                        dead);
            }
        } catch (SQLException e) {
            failed = true;
            if (!membership.held() && !lapsed) {
                lapsed = true;
                log.warnf(
                        "The platform's lease in the journal's database has run out: %s. Its pools wait until it is renewed.",
                        Writer.reason(e));
            }
            return;
        }
        for (MemberListener listener : listeners) {
            try {
                listener.renewed(journal);
            } catch (JournalException e) {
                log.debug("Looked in vain; the next look follows.", e);
            }
        }
    }

    private void lost() throws InterruptedException {
        log.warn(
                "Others have taken this platform for dead: it was silent for longer than hearth.journal.lease. It leaves its runs and pools "
                        + "to them and goes on as a new member.");
        JdbcJournal old = journal;
        old.fence();
        listeners.forEach(listener -> listener.lost(old));
        old.close();
        while (!closed) {
            try {
                journal = reopen.get();
                next.accept(journal);
                return;
            } catch (JournalException e) {
                log.debug("Cannot join again yet.", e);
                TimeUnit.MILLISECONDS.sleep(old.membership().pause().toMillis());
            }
        }
    }

    void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
