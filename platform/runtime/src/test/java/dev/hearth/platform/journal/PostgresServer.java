package dev.hearth.platform.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL for this JVM's tests; each test takes a database of its own. */
final class PostgresServer {
    private static @Nullable EmbeddedPostgres server;
    private static @Nullable String notStarted;

    private PostgresServer() {}

    /** The settings of a new database; the test is skipped where the server cannot run. */
    static Settings newDatabase() {
        EmbeddedPostgres running = running();
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Settings.of(JournalKind.POSTGRESQL, "jdbc:postgresql://localhost:" + running.getPort() + "/" + name)
                .as("postgres");
    }

    private static synchronized EmbeddedPostgres running() {
        if (server == null && notStarted == null) {
            try {
                server = EmbeddedPostgres.builder().start();
            } catch (IOException | RuntimeException e) {
                notStarted = e.toString();
            }
        }
        Assumptions.assumeTrue(server != null, () -> "PostgreSQL cannot run here: " + notStarted);
        return java.util.Objects.requireNonNull(server);
    }
}
