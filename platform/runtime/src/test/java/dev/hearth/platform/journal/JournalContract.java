package dev.hearth.platform.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.pool.Settled;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a journal does, whatever database it is in. */
abstract class JournalContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Settings settings;
    private HikariDataSource database;
    private JdbcJournal journal;

    /** Settings of a database that nobody else uses. */
    abstract Settings database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        settings = database();
        open(settings);
    }

    private void open(Settings with) {
        database = OpenDatabase.open(with, "shop", Map.of()).connections();
        opened.add(database);
        journal = JdbcJournal.open(database, "shop", with);
        opened.add(0, journal::close);
    }

    /** As a new platform finds what an old one has left. */
    private void reopen() throws Exception {
        close();
        open(settings);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
        opened.clear();
    }

    @Test
    void aRunIsFoundAsItWasAfterTheNextStart() throws Exception {
        await(journal.begin(run("a", NOON, Optional.of("key"))));
        await(journal.begin(run("b", NOON.plusSeconds(1), Optional.empty())));
        await(journal.end("b", end("succeeded", "[1]", Optional.empty())));
        reopen();
        JournalledRun a = journal.run("a").orElseThrow();
        assertArrayEquals("{}".getBytes(StandardCharsets.UTF_8), a.input());
        assertEquals(NOON, a.started());
        assertEquals(
                List.of("a"), journal.takeOver().stream().map(JournalledRun::id).toList());
        assertEquals("a", journal.ofKey("key").orElseThrow().id());
        assertEquals(Optional.empty(), journal.ofKey("other"));
        RunEnd end = journal.run("b").orElseThrow().end().orElseThrow();
        assertEquals("succeeded", end.state());
        assertArrayEquals("[1]".getBytes(StandardCharsets.UTF_8), end.result());
        assertEquals(new RunEnd.Elements(4, 3, 1, 2), end.elements());
        assertEquals(Optional.empty(), journal.run("c"));
    }

    @Test
    void aKeyBelongsToOneRun() throws Exception {
        await(journal.begin(run("a", NOON, Optional.of("key"))));
        CompletableFuture<Void> second = journal.begin(run("b", NOON, Optional.of("key")));
        // What is committed together with what is refused is committed all the same.
        CompletableFuture<Void> third = journal.begin(run("c", NOON, Optional.of("another")));
        ExecutionException refused = assertThrows(ExecutionException.class, () -> await(second));
        assertTrue(String.valueOf(refused.getMessage()).contains("refused a record"));
        await(third);
        assertEquals("a", journal.ofKey("key").orElseThrow().id());
        assertEquals(Optional.empty(), journal.run("b"));
    }

    @Test
    void stepsComeBackWithTheirResultsAndFailures() throws Exception {
        await(journal.begin(run("a", NOON, Optional.empty())));
        Settled success = new Settled(new byte[] {1, 2}, null, "desk-1", 2, 3, 4, true, 5, 6);
        Settled failure = new Settled(
                null, new Failure(FailureKind.TIMEOUT, "too \0 slow", "at x", false), "desk-2", 1, 0, 0, false, 0, 0);
        await(journal.step("a", new JournalledStep("/", 0, "desk.ask", "d1", false, success, 10, 20)));
        await(journal.step("a", new JournalledStep("/1.0/", 3, "desk.tell", "d2", false, failure, 30, 40)));
        reopen();
        JournalledStep ask = journal.step("a", "/", 0).orElseThrow();
        assertArrayEquals(new byte[] {1, 2}, ask.outcome().result());
        assertEquals("desk-1", ask.outcome().replica());
        assertEquals(20, ask.endedMicros());
        JournalledStep tell = journal.step("a", "/1.0/", 3).orElseThrow();
        Failure why = Objects.requireNonNull(tell.outcome().failure());
        assertEquals(FailureKind.TIMEOUT, why.kind());
        assertEquals("too  slow", why.message());
        assertEquals(Optional.empty(), journal.step("a", "/", 1));
        assertEquals(2, journal.steps("a").size());
        assertTrue(journal.steps("a").stream().allMatch(step -> step.outcome().result() == null));
    }

    @Test
    void writesOfManyRunsAreCommittedTogether() throws Exception {
        await(journal.begin(run("a", NOON, Optional.empty())));
        long before = commits();
        List<CompletableFuture<Void>> writes = IntStream.range(0, 2_000)
                .mapToObj(i -> journal.step(
                        "a",
                        new JournalledStep(
                                "/",
                                i,
                                "desk.ask",
                                "d",
                                false,
                                new Settled(new byte[0], null, "", 1, 0, 0, false, 0, 0),
                                0,
                                0)))
                .toList();
        for (CompletableFuture<Void> write : writes) {
            await(write);
        }
        assertEquals(2_000, journal.steps("a").size());
        long commits = commits() - before;
        assertTrue(commits < 500, () -> commits + " commits of 2,000 steps");
    }

    private long commits() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select commits from hearth_platform")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void outcomesOfAMapTakeFewRowsAndComeBackAsTheyWere() throws Exception {
        await(journal.begin(run("a", NOON, Optional.empty())));
        JournalledStep place = new JournalledStep("/", 0, "desk.ask", "", true, success(0), 7, 7);
        OutcomeLog log = journal.outcomes("a", place, 0);
        // Alone, and by the thousand.
        for (int i = 0; i < 1_000; i++) {
            log.add(List.of(new Outcome(i, i, i, success(i))));
        }
        for (int i = 1_000; i < 20_000; i += 1_000) {
            log.add(IntStream.range(i, i + 1_000)
                    .mapToObj(j -> new Outcome(j, j, j, success(j)))
                    .toList());
        }
        await(log.barrier());
        assertTrue(log.written());
        reopen();
        List<OutcomeRow> rows = journal.outcomeRows("a");
        assertTrue(rows.size() < 200, () -> rows.size() + " rows of 20,000 outcomes");
        List<Outcome> outcomes = new ArrayList<>();
        rows.forEach(row -> outcomes.addAll(journal.outcomes(row)));
        assertEquals(20_000, outcomes.size());
        assertEquals(
                IntStream.range(0, 20_000)
                        .mapToObj(Long::valueOf)
                        .map(i -> (long) i)
                        .toList(),
                outcomes.stream().map(Outcome::index).toList());
        assertEquals(7, rows.get(0).startedMicros());
    }

    @Test
    void runsAreListedByPagesNewestFirst() throws Exception {
        for (int i = 0; i < 25; i++) {
            // Five at a time start in the same microsecond.
            await(journal.begin(run("run-" + (char) ('a' + i), NOON.plusSeconds(i / 5), Optional.empty())));
        }
        await(journal.end("run-c", end("failed", "", Optional.of("why"))));
        List<String> ids = new ArrayList<>();
        Optional<RunFilter.Position> after = Optional.empty();
        for (int page = 0; page < 5; page++) {
            List<JournalledRun> runs = journal.newest(filter(Optional.empty(), after, 6));
            runs.forEach(run -> ids.add(run.id()));
            after = runs.isEmpty()
                    ? after
                    : Optional.of(new RunFilter.Position(
                            runs.get(runs.size() - 1).started(),
                            runs.get(runs.size() - 1).id()));
        }
        assertEquals(
                IntStream.iterate(24, i -> i >= 0, i -> i - 1)
                        .mapToObj(i -> "run-" + (char) ('a' + i))
                        .toList(),
                ids);
        assertEquals(
                1,
                journal.newest(filter(Optional.of("failed"), Optional.empty(), 9))
                        .size());
        assertEquals(
                24,
                journal.newest(filter(Optional.of("running"), Optional.empty(), 99))
                        .size());
    }

    private static RunFilter filter(Optional<String> state, Optional<RunFilter.Position> after, int limit) {
        return new RunFilter(state, Optional.empty(), Optional.of("brew"), Optional.empty(), after, limit);
    }

    @Test
    void spooledElementsComeBackInOrderAndLargeOnesToo() throws Exception {
        await(journal.begin(run("a", NOON, Optional.empty())));
        byte[] large = new byte[3 << 20];
        large[large.length - 1] = 9;
        await(journal.spool("a", new Segment(0, 0, 2, List.of(new byte[] {1}, new byte[0]))));
        await(journal.spool("a", new Segment(1, 2, 1, List.of(large))));
        reopen();
        assertEquals(
                List.of(0L, 2L),
                journal.spoolRows("a").stream().map(Segment::first).toList());
        assertEquals(2, journal.spooled("a", 0).size());
        assertArrayEquals(large, journal.spooled("a", 1).get(0));
    }

    @Test
    void oldRunsGoWithAllTheyHave() throws Exception {
        for (int i = 0; i < 50; i++) {
            String id = "run-" + i;
            await(journal.begin(run(id, NOON, Optional.of(id))));
            await(journal.step(id, new JournalledStep("/", 0, "desk.ask", "d", false, success(1), 0, 0)));
            await(journal.spool(id, new Segment(0, 0, 1, List.of(new byte[] {1}))));
            OutcomeLog log =
                    journal.outcomes(id, new JournalledStep("/", 1, "desk.ask", "", true, success(0), 0, 0), 0);
            log.add(List.of(new Outcome(0, 0, 0, success(1))));
            await(log.barrier());
            if (i != 7) {
                Instant ended = i == 8 ? NOON.plus(Duration.ofDays(8)) : NOON;
                await(journal.end(
                        id,
                        new RunEnd(
                                "succeeded",
                                ended,
                                null,
                                Optional.empty(),
                                Optional.empty(),
                                new RunEnd.Elements(0, 0, 0, 0))));
            }
        }
        assertEquals(48, Retention.expire(journal, NOON.plus(Duration.ofDays(7))));
        assertTrue(journal.run("run-7").isPresent());
        assertTrue(journal.run("run-8").isPresent());
        for (String table : List.of("hearth_run", "hearth_step", "hearth_segment", "hearth_spool")) {
            assertEquals(2, rows(table), table);
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

    @Test
    void applicationsInOneDatabaseDoNotSeeEachOther() throws Exception {
        JdbcJournal other = JdbcJournal.open(database, "bank", settings);
        opened.add(0, other::close);
        await(journal.begin(run("a", NOON, Optional.of("key"))));
        await(other.begin(run("b", NOON, Optional.of("key"))));
        assertEquals("b", other.ofKey("key").orElseThrow().id());
        assertFalse(other.run("a").isPresent());
        reopen();
        assertEquals(
                List.of("a"), journal.takeOver().stream().map(JournalledRun::id).toList());
    }

    @Test
    void aRunIsTakenOverOnceAndNeverFromItsOwnPlatform() throws Exception {
        await(journal.begin(run("a", NOON, Optional.empty())));
        assertEquals(List.of(), journal.takeOver());
        reopen();
        assertEquals(1, journal.takeOver().size());
        assertEquals(List.of(), journal.takeOver());
        assertEquals(List.of("a"), journal.unfinished(List.of("a", "b")));
        await(journal.end("a", end("succeeded", "[1]", Optional.empty())));
        assertEquals(List.of(), journal.unfinished(List.of("a", "b")));
    }

    static JournalledRun run(String id, Instant started, Optional<String> key) {
        return new JournalledRun(
                id,
                "1",
                "workflow",
                "brew",
                true,
                "http",
                Optional.empty(),
                key,
                new byte[] {'{', '}'},
                Optional.empty(),
                JournalledRun.RUNNING,
                started,
                Optional.empty());
    }

    private static RunEnd end(String state, String result, Optional<String> failure) {
        return new RunEnd(
                state,
                NOON,
                result.getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                failure,
                new RunEnd.Elements(4, 3, 1, 2));
    }

    static Settled success(int value) {
        return new Settled(new byte[] {(byte) value}, null, "desk-1", 1, 2, 3, false, 0, 0);
    }

    static <T extends @Nullable Object> T await(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }
}
