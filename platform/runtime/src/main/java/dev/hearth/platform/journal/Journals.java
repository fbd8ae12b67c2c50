package dev.hearth.platform.journal;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform's journal, if it keeps one. It is opened when it is first asked for. Safe for use by several threads. */
@Singleton
@Unremovable
public class Journals {
    private final JournalConfig config;
    private final Database database;
    private @Nullable Journal journal;
    private @Nullable Retention retention;

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
    public synchronized Optional<Journal> journal() {
        if (journal == null) {
            database.connections().ifPresent(connections -> {
                Journal opened = JdbcJournal.open(connections, database.application(), config);
                journal = opened;
                retention = new Retention(opened, config.retention());
            });
        }
        return Optional.ofNullable(journal);
    }

    /** Before anything else stops: runs that are ended by the platform's end go on when it is started again. */
    synchronized void close(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    ShutdownEvent event) {
        if (retention != null) {
            retention.close();
        }
        if (journal != null) {
            journal.close();
        }
    }
}
