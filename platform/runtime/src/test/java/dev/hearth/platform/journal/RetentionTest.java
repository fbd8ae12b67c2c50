package dev.hearth.platform.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.hearth.platform.pool.Settled;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes when its time has come, by a clock that tests set. */
@Timeout(60)
class RetentionTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Settled OUTCOME = new Settled(new byte[] {1}, null, "desk-1", 1, 0, 0, false, 0, 0);
    private static final List<String> TABLES = List.of("hearth_run", "hearth_step", "hearth_segment", "hearth_spool");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @TempDir
    Path folder;

    private HikariDataSource database;
    private JdbcJournal journal;
    private Retention retention;

    @BeforeEach
    void open() {
        Settings settings = Settings.h2(folder.resolve("journal"));
        database = OpenDatabase.open(settings, "shop", Map.of()).connections();
        journal = JdbcJournal.open(database, "shop", settings);
        retention = new Retention(() -> journal, WEEK, now::get, Duration.ofMillis(5));
    }

    @AfterEach
    void close() {
        retention.close();
        journal.close();
        database.close();
    }

    @Test
    void theTimerRemovesRunsWithAllTheyHaveOnceTheirTimeHasPassed() throws Exception {
        // More than go in one commit.
        for (int i = 0; i < 50; i++) {
            begin("old-" + i);
            end("old-" + i, NOON);
        }
        begin("young");
        end("young", NOON.plus(Duration.ofHours(1)));
        begin("running");

        now.set(NOON.plus(WEEK));
        waitForLooks();
        assertRows(52);

        now.set(NOON.plus(WEEK).plusMillis(1));
        await(() -> rows("hearth_run") == 2);
        assertRows(2);
        assertEquals(Optional.empty(), journal.ofKey("key of old-7"));
        // Whoever asks again with one of these keys gets its run still.
        assertEquals("young", journal.ofKey("key of young").orElseThrow().id());
        assertEquals("running", journal.ofKey("key of running").orElseThrow().id());
        // The key is free.
        get(journal.begin(run("new", "key of old-7")));

        now.set(NOON.plus(Duration.ofDays(10_000)));
        await(() -> rows("hearth_run") == 2);
        assertTrue(journal.run("running").isPresent());
        assertTrue(journal.run("new").isPresent());
    }

    @Test
    void itGoesOnAfterALookThatFailed() throws Exception {
        begin("old");
        end("old", NOON);
        AtomicReference<Journal> asked = new AtomicReference<>();
        retention.close();
        retention = new Retention(
                () -> {
                    if (asked.getAndSet(journal) == null) {
                        throw new JournalException("The database is away.");
                    }
                    return journal;
                },
                WEEK,
                () -> NOON.plus(Duration.ofDays(8)),
                Duration.ofMillis(5));
        await(() -> rows("hearth_run") == 0);
    }

    private void begin(String id) throws Exception {
        get(journal.begin(run(id, "key of " + id)));
        get(journal.step(id, new JournalledStep("/", 0, "desk.ask", "d", false, OUTCOME, 0, 0)));
        get(journal.spool(id, new Segment(0, 0, 1, List.of(new byte[] {1}))));
        OutcomeLog log = journal.outcomes(id, new JournalledStep("/", 1, "desk.ask", "", true, OUTCOME, 0, 0), 0);
        log.add(List.of(new Outcome(0, 0, 0, OUTCOME)));
        get(log.barrier());
    }

    private void end(String id, Instant at) throws Exception {
        get(journal.end(
                id,
                new RunEnd(
                        "succeeded", at, null, Optional.empty(), Optional.empty(), new RunEnd.Elements(0, 0, 0, 0))));
    }

    private static JournalledRun run(String id, String key) {
        return new JournalledRun(
                id,
                "v1",
                "workflow",
                "brew",
                true,
                "http",
                Optional.empty(),
                Optional.of(key),
                new byte[] {'{', '}'},
                Optional.empty(),
                JournalledRun.RUNNING,
                NOON,
                Optional.empty());
    }

    /** Long enough for some. */
    private void waitForLooks() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(100);
    }

    private void assertRows(long expected) throws SQLException {
        for (String table : TABLES) {
            assertEquals(expected, rows(table), table);
        }
    }

    private long rows(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Until it is true; the test's own limit ends it. */
    private static void await(Condition condition) throws Exception {
        while (!condition.holds()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void get(CompletableFuture<Void> written) throws Exception {
        written.get(10, TimeUnit.SECONDS);
    }
}
