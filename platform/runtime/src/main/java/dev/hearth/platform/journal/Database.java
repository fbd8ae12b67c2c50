package dev.hearth.platform.journal;

import com.zaxxer.hikari.HikariDataSource;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The platform's database. It is opened, and brought to the schema of this release from the migrations under {@code db/hearth}, when it
 * is first asked for, which only a platform does. Safe for use by several threads.
 */
@Singleton
@Unremovable
public class Database {
    /** Where migrations are: {@code V<number>__<what>.sql}, each for both kinds of database; they write {@code ${bytes}} for the type of bytes, and {@code ${bytewise}} behind a text that is compared byte by byte. */
    static final String MIGRATIONS = "db/hearth";

    private final JournalConfig config;
    private final String application;
    private final boolean replica;
    private @Nullable OpenDatabase open;
    private boolean closed;

    @Inject
    Database(
            JournalConfig config,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "hearth") String application,
            @ConfigProperty(name = "hearth.role", defaultValue = "platform") String role) {
        this.config = config;
        this.replica = role.equals("replica");
        this.application = application;
    }

    /**
     * Connections to the database, each for a short time; empty if the platform is to have none. A connection may fail at any time, and
     * work again later.
     *
     * @throws JournalException if it cannot be opened, with the reason
     */
    public Optional<DataSource> dataSource() {
        return connections().map(DataSource.class::cast);
    }

    synchronized Optional<HikariDataSource> connections() {
        if (replica || config.kind() == JournalKind.NONE) {
            return Optional.empty();
        }
        if (closed) {
            throw new JournalException("The journal of '" + application + "' is closed: the platform stops.");
        }
        OpenDatabase now = open;
        if (now == null) {
            now = OpenDatabase.open(config, application, System.getenv());
            open = now;
        }
        return Optional.of(now.connections());
    }

    /** The application that this platform runs: a database may hold several. */
    public String application() {
        return application;
    }

    /** After all who use it. */
    void close(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(Interceptor.Priority.PLATFORM_AFTER + 900)
                    ShutdownEvent event) {
        HikariDataSource connections;
        synchronized (this) {
            closed = true;
            connections = open == null ? null : open.connections();
            open = null;
        }
        if (connections != null) {
            connections.close();
        }
    }
}
