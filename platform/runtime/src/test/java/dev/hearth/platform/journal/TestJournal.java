package dev.hearth.platform.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;

/** A journal for tests of those who use one, in a database of its own. */
public final class TestJournal implements AutoCloseable {
    private final Settings settings;
    private HikariDataSource database;
    private JdbcJournal journal;

    private TestJournal(Settings settings) {
        this.settings = settings;
        database = OpenDatabase.open(settings, "shop", Map.of()).connections();
        journal = JdbcJournal.open(database, "shop", settings);
    }

    /** In a file. */
    public static TestJournal h2(Path file) {
        return new TestJournal(Settings.h2(file));
    }

    /** On a server; the test is skipped where none can run. */
    public static TestJournal postgresql() {
        return new TestJournal(PostgresServer.newDatabase());
    }

    /** The journal as it is open now. */
    public Journal journal() {
        return journal;
    }

    /** Another platform takes over. */
    public Journal reopen() {
        close();
        database = OpenDatabase.open(settings, "shop", Map.of()).connections();
        journal = JdbcJournal.open(database, "shop", settings);
        return journal;
    }

    @Override
    public void close() {
        journal.close();
        database.close();
    }
}
