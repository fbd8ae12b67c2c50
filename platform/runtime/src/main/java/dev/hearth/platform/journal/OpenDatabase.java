package dev.hearth.platform.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hearth.platform.state.StateFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;

/**
 * A database that has been opened and migrated.
 *
 * @param connections to it; close them to leave it
 */
record OpenDatabase(HikariDataSource connections) {
    /** Connections at once: the writer's own, the lease's now and then, and some for requests that look into the past. */
    private static final int CONNECTIONS = 10;

    /** How long a thread waits for a connection. */
    private static final long CONNECT_MILLIS = 5_000;

    static OpenDatabase open(JournalConfig config, String application, Map<String, String> environment) {
        return switch (config.kind()) {
            case H2 -> h2(config, application, environment);
            case POSTGRESQL -> postgresql(config, application);
            case NONE -> throw new IllegalArgumentException("No journal is configured.");
        };
    }

    private static OpenDatabase h2(JournalConfig config, String application, Map<String, String> environment) {
        StateFolder folder = StateFolder.of(environment);
        Path file = folder.file(application, ".mv.db");
        String url = config.url().orElse("");
        if (url.isEmpty()) {
            make(folder, file);
            url = "jdbc:h2:file:"
                    + file.toAbsolutePath()
                            .toString()
                            .replaceAll("\\.mv\\.db$", "")
                            .replace(";", "\\;");
        }
        HikariConfig pool = pool(config);
        pool.setDriverClassName("org.h2.Driver");
        // The JVM's own hook would close it under a platform that still ends its runs.
        pool.setJdbcUrl(url + ";DB_CLOSE_ON_EXIT=FALSE");
        return open(pool, Map.of("bytes", "blob", "bytewise", ""), config.url().orElse(file.toString()));
    }

    /** Readable by its owner alone from the beginning: H2 takes an empty file for a new database. */
    private static void make(StateFolder folder, Path file) {
        try {
            folder.create();
            Files.createFile(file, StateFolder.ownerOnly("rw-------"));
        } catch (FileAlreadyExistsException e) {
            // It is there already.
        } catch (IOException e) {
            throw new JournalException(
                    "Cannot open the journal '" + file + "': " + e
                            + ". Name a folder that can be written in HEARTH_STATE, or another database in hearth.journal.url.",
                    e);
        }
    }

    private static OpenDatabase postgresql(JournalConfig config, String application) {
        String url = config.url()
                .orElseThrow(() -> new JournalException("Cannot open the journal of '" + application
                        + "': hearth.journal.kind is 'postgresql', but hearth.journal.url is missing. "
                        + "Set it to jdbc:postgresql://<host>/<database>."));
        HikariConfig pool = pool(config);
        pool.setDriverClassName("org.postgresql.Driver");
        pool.setJdbcUrl(url);
        // A server that is gone without a word must not hold the writer for as long as TCP would.
        pool.addDataSourceProperty("socketTimeout", "30");
        // Nor may a platform that is frozen in the middle of a transaction keep its locks: the others would wait for it
        // for ever.
        pool.addDataSourceProperty(
                "options",
                "-c idle_in_transaction_session_timeout=" + config.lease().toMillis());
        pool.addDataSourceProperty("ApplicationName", "hearth " + application);
        return open(pool, Map.of("bytes", "bytea", "bytewise", " collate \"C\""), url);
    }

    private static HikariConfig pool(JournalConfig config) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("hearth-journal");
        config.username().ifPresent(pool::setUsername);
        config.password().ifPresent(pool::setPassword);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECT_MILLIS);
        pool.setInitializationFailTimeout(1);
        return pool;
    }

    private static OpenDatabase open(HikariConfig config, Map<String, String> dialect, String name) {
        HikariDataSource connections;
        try {
            connections = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw notOpened(name, e);
        }
        try {
            Flyway.configure(OpenDatabase.class.getClassLoader())
                    .dataSource(connections)
                    .locations("classpath:" + Database.MIGRATIONS)
                    .table("hearth_schema")
                    // The database may hold tables of the application's own.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(dialect)
                    .load()
                    .migrate();
            return new OpenDatabase(connections);
        } catch (FlywayException e) {
            connections.close();
            throw notOpened(name, e);
        }
    }

    private static JournalException notOpened(String name, RuntimeException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            if (root instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return new JournalException(
                        "Cannot open the journal '" + name + "': another platform has it open. Stop that one, or give "
                                + "this one a folder of its own in HEARTH_STATE, or no journal with hearth.journal.kind=none.",
                        e);
            }
            root = root.getCause();
        }
        return new JournalException(
                "Cannot open the journal '" + name + "': " + root.getMessage()
                        + ". Correct hearth.journal.url, or go without a journal with hearth.journal.kind=none.",
                e);
    }
}
