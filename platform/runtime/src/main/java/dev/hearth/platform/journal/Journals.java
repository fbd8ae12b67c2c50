package dev.hearth.platform.journal;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The platform's journal, if it keeps one. It is opened when it is first asked for. A platform that others have taken for dead gets
 * another one, as a new member. Safe for use by several threads.
 */
@Singleton
@Unremovable
public class Journals {
    /** Who is told of this platform's life among others. */
    public interface MemberListener {
        /** This platform is a member still; called every second or so, and must not take long. */
        default void renewed(Journal journal) {}

        /**
         * Others have taken over what this platform had. What it did with this journal is to be left alone when this returns; the next
         * journal is not there before.
         */
        default void lost(Journal journal) {}
    }

    private final JournalConfig config;
    private final Database database;
    private final List<MemberListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable JdbcJournal journal;
    private volatile boolean closed;
    private @Nullable Retention retention;
    private @Nullable LeaseKeeper keeper;

    @Inject
    Journals(JournalConfig config, Database database) {
        this.config = config;
        this.database = database;
    }

    /**
     * The journal; empty if runs end with their platform.
     *
     * @throws JournalException if it cannot be opened, with the reason
     */
    public Optional<Journal> journal() {
        return current().map(Journal.class::cast);
    }

    /** This platform's place among those that share the journal; empty if it shares none. */
    public Optional<Membership> membership() {
        return current().map(JdbcJournal::membership).filter(Membership::shared);
    }

    /** Whether this platform still has what it has: no other can have taken it over. True without a journal, and while it closes. */
    public boolean held() {
        JdbcJournal now = journal;
        return now == null || closed || now.membership().held();
    }

    /** Tells somebody from now on. */
    public void listen(MemberListener listener) {
        listeners.add(listener);
    }

    private Optional<JdbcJournal> current() {
        JdbcJournal now = journal;
        return now != null ? Optional.of(now) : first();
    }

    private synchronized Optional<JdbcJournal> first() {
        if (journal == null) {
            database.connections().ifPresent(connections -> {
                JdbcJournal opened = JdbcJournal.open(connections, database.application(), config);
                journal = opened;
                retention = new Retention(() -> journal().orElse(opened), config.retention());
                if (opened.membership().shared()) {
                    keeper = new LeaseKeeper(
                            opened,
                            () -> JdbcJournal.open(connections, database.application(), config),
                            next -> journal = next,
                            listeners);
                }
            });
        }
        return Optional.ofNullable(journal);
    }

    /** Before anything else stops: runs that are ended by the platform's end go on when it is started again, or at another one. */
    synchronized void close(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    ShutdownEvent event) {
        closed = true;
        if (keeper != null) {
            keeper.close();
        }
        if (retention != null) {
            retention.close();
        }
        JdbcJournal last = journal;
        if (last != null) {
            last.close();
        }
    }
}
