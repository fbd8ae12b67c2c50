package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A journal in PostgreSQL for several platforms of a test class, which is skipped where none can run. Not safe for use by several threads. */
final class SharedJournal implements BeforeAllCallback, AfterAllCallback {
    private @Nullable EmbeddedPostgres server;

    private int databases;

    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            server = EmbeddedPostgres.builder().start();
        } catch (IOException | RuntimeException e) {
            Assumptions.abort("PostgreSQL cannot run here: " + e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private EmbeddedPostgres server() {
        return Objects.requireNonNull(server, "the class's tests have not begun");
    }

    /** Gives what is started from now on a database that nobody has used. */
    void renew(Hearth hearth) throws SQLException {
        String database = "test" + ++databases;
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        hearth.with("HEARTH_JOURNAL_KIND", "postgresql")
                .with("HEARTH_JOURNAL_URL", "jdbc:postgresql://localhost:" + server().getPort() + "/" + database)
                .with("HEARTH_JOURNAL_USERNAME", "postgres")
                .with("HEARTH_JOURNAL_LEASE", "4s");
    }

    /** Starts a platform that shares the latest database, with a state of its own. */
    static Started serve(Hearth hearth, String name) {
        Started platform = hearth.with(
                        "HEARTH_STATE", hearth.folder().resolve(name).toString())
                .start("serve", "--port", "0");
        platform.url();
        return platform;
    }

    /** The number that a query of the latest database gives. */
    long count(String query) throws SQLException {
        try (Connection journal =
                        server().getDatabase("postgres", "test" + databases).getConnection();
                Statement statement = journal.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void assertCount(long expected, String query) throws SQLException {
        assertEquals(expected, count(query), query);
    }
}
