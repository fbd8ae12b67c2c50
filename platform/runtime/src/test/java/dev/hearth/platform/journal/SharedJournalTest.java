package dev.hearth.platform.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several platforms with one database. Time passes there; here it passes when the test says so. Skipped where no PostgreSQL can run. */
@Timeout(120)
class SharedJournalTest {
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong();
    private Settings settings;
    private HikariDataSource database;
    private JdbcJournal one;
    private JdbcJournal two;

    @BeforeEach
    void open() {
        settings = PostgresServer.newDatabase().withLease(LEASE);
        database = OpenDatabase.open(settings, "shop", Map.of()).connections();
        one = JdbcJournal.open(database, "shop", settings, nanos::get);
        two = JdbcJournal.open(database, "shop", settings, nanos::get);
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
        database.close();
    }

    @Test
    void bothWriteAtTheSameTime() throws Exception {
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            writes.add(one.begin(run("one-" + i)));
            writes.add(two.begin(run("two-" + i)));
        }
        for (CompletableFuture<Void> write : writes) {
            JournalContract.await(write);
        }
        assertEquals(List.of(), one.takeOver());
        assertEquals(List.of(), two.takeOver());
        assertTrue(one.run("two-499").isPresent());
    }

    @Test
    void aPlatformThatIsFrozenInTheMiddleOfATransactionHoldsNobodyUp() throws Exception {
        try (HikariDataSource frozen = OpenDatabase.open(settings.withLease(Duration.ofSeconds(1)), "shop", Map.of())
                        .connections();
                Connection its = frozen.getConnection()) {
            inDatabase(Duration.ofSeconds(30));
            assertTrue(two.membership().renew());
            its.setAutoCommit(false);
            one.membership().claim(its);
            // Nobody waits for its lock: the lease of whoever takes over would run out meanwhile.
            assertEquals(0, two.membership().removeDead());
            int removed = 0;
            for (long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                    removed == 0 && System.nanoTime() < end; ) {
                Thread.sleep(50);
                removed = two.membership().removeDead();
            }
            assertEquals(1, removed);
            assertThrows(SQLException.class, its::commit);
        }
    }

    @Test
    void aPlatformThatRenewsItsLeaseKeepsWhatItHas() throws Exception {
        JournalContract.await(one.begin(run("a")));
        for (int i = 0; i < 5; i++) {
            inDatabase(Duration.ofSeconds(9));
            assertTrue(one.membership().renew());
            assertTrue(two.membership().renew());
            assertEquals(0, two.membership().removeDead());
            assertEquals(List.of(), two.takeOver());
        }
        JournalContract.await(one.step("a", step(0)));
    }

    @Test
    void whatASilentPlatformHadGoesOnElsewhereAndItCanRecordNothingMore() throws Exception {
        JournalContract.await(one.begin(run("a")));
        JournalContract.await(one.step("a", step(0)));
        inDatabase(LEASE.plusSeconds(5));
        assertTrue(two.membership().renew());
        assertEquals(1, two.membership().removeDead());
        assertEquals(
                List.of("a"), two.takeOver().stream().map(JournalledRun::id).toList());
        JournalContract.await(two.step("a", step(1)));

        // It wakes up in the middle of its work.
        for (CompletableFuture<Void> late : List.of(
                one.step("a", step(1)),
                one.step("a", step(2)),
                one.end("a", end()),
                one.begin(run("b")),
                one.remove(List.of("a")))) {
            ExecutionException refused = assertThrows(ExecutionException.class, () -> JournalContract.await(late));
            assertInstanceOf(FencedException.class, refused.getCause());
        }
        OutcomeLog log = one.outcomes("a", step(3), 0);
        log.add(List.of(new Outcome(0, 0, 0, JournalContract.success(1))));
        assertThrows(ExecutionException.class, () -> JournalContract.await(log.barrier()));
        assertThrows(FencedException.class, () -> takeOverOf(one));
        assertFalse(one.membership().renew());
        assertFalse(one.membership().held());

        assertEquals(
                Set.of(0, 1),
                new HashSet<>(
                        two.steps("a").stream().map(JournalledStep::ordinal).toList()));
        assertEquals(List.of(), two.outcomeRows("a"));
        assertEquals(Optional.empty(), two.run("b"));
        assertTrue(two.run("a").orElseThrow().end().isEmpty());
    }

    /** There must be something to take. */
    private void takeOverOf(JdbcJournal journal) throws Exception {
        JdbcJournal third = JdbcJournal.open(database, "shop", settings, nanos::get);
        JournalContract.await(third.begin(run("c")));
        third.close();
        journal.takeOver();
    }

    @Test
    void aPlatformThatCameBackIsAMemberLikeAnyOther() throws Exception {
        JournalContract.await(one.begin(run("a")));
        inDatabase(LEASE.plusSeconds(5));
        two.membership().renew();
        two.membership().removeDead();
        assertEquals(1, two.takeOver().size());
        one.fence();
        one.close();
        one = JdbcJournal.open(database, "shop", settings, nanos::get);
        assertEquals(List.of(), one.takeOver());
        JournalContract.await(one.begin(run("b")));
        two.close();
        assertEquals(
                List.of("a"), one.takeOver().stream().map(JournalledRun::id).toList());
    }

    @Test
    void aCommitUnderWayHoldsATakeOverBackAndIsSeenByIt() throws Exception {
        JournalContract.await(one.begin(run("a")));
        inDatabase(LEASE.plusSeconds(5));
        assertTrue(two.membership().renew());
        try (Connection commit = database.getConnection()) {
            commit.setAutoCommit(false);
            one.membership().claim(commit);
            Membership.update(commit, "update hearth_run set version = '2' where id = 'a'");
            assertEquals(0, two.membership().removeDead(), "a dead platform was removed in the middle of its commit");
            commit.commit();
            assertEquals(1, two.membership().removeDead());
        }
        assertEquals(
                List.of("2"),
                two.takeOver().stream().map(JournalledRun::version).toList());
    }

    @Test
    void ofManyThatTakeOverAtTheSameTimeOneGetsEachRun() throws Exception {
        for (int i = 0; i < 200; i++) {
            JournalContract.await(one.begin(run("run-" + i)));
        }
        one.close();
        List<JdbcJournal> others = IntStream.range(0, 4)
                .mapToObj(i -> JdbcJournal.open(database, "shop", settings, nanos::get))
                .toList();
        try {
            List<CompletableFuture<List<JournalledRun>>> taken = others.stream()
                    .map(other -> CompletableFuture.supplyAsync(other::takeOver))
                    .toList();
            List<String> all = new ArrayList<>();
            for (CompletableFuture<List<JournalledRun>> some : taken) {
                JournalContract.await(some).forEach(run -> all.add(run.id()));
            }
            assertEquals(200, all.size());
            assertEquals(200, new HashSet<>(all).size());
        } finally {
            others.forEach(JdbcJournal::close);
        }
    }

    @Test
    void thePlatformItselfStopsBeforeOthersMayTakeOver() throws Exception {
        assertTrue(one.membership().held());
        nanos.addAndGet(LEASE.toNanos() - 1);
        assertTrue(one.membership().held());
        nanos.addAndGet(1);
        assertFalse(one.membership().held());
        // Nobody has: it only has to ask.
        assertTrue(one.membership().renew());
        assertTrue(one.membership().held());
        assertEquals(0, two.membership().removeDead());
    }

    @Test
    void aCancelReachesThePlatformThatHasTheRun() throws Exception {
        JournalContract.await(one.begin(run("a")));
        assertTrue(two.requestCancel("a", "too late"));
        assertFalse(two.requestCancel("b", "never there"));
        assertEquals(Map.of("a", "too late"), one.cancelRequests());
        assertEquals(Map.of(), two.cancelRequests());
        one.close();
        two.takeOver();
        assertEquals(Map.of("a", "too late"), two.cancelRequests());
        JournalContract.await(two.end("a", end()));
        assertEquals(Map.of(), two.cancelRequests());
        assertFalse(one.requestCancel("a", "it has ended"));
    }

    /** Lets all leases be older, as if so much time had passed in the database. */
    private void inDatabase(Duration time) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update hearth_platform set lease_until = lease_until - " + time.toMillis()
                    + " * interval '1 millisecond'");
        }
    }

    private static JournalledRun run(String id) {
        return JournalContract.run(id, Instant.EPOCH, Optional.empty());
    }

    private static JournalledStep step(int ordinal) {
        return new JournalledStep("/", ordinal, "desk.ask", "d", false, JournalContract.success(1), 0, 0);
    }

    private static RunEnd end() {
        return new RunEnd(
                "succeeded",
                Instant.EPOCH,
                new byte[0],
                Optional.empty(),
                Optional.empty(),
                new RunEnd.Elements(0, 0, 0, 0));
    }
}
