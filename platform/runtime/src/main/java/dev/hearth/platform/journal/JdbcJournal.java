package dev.hearth.platform.journal;

import com.zaxxer.hikari.HikariDataSource;
import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.pool.Settled;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The journal in a database. */
final class JdbcJournal implements Journal {
    private static final Logger log = Logger.getLogger(JdbcJournal.class);

    private static final String RUN_WITHOUT_BYTES = """
            select id, version, kind, name, durable, origin, traceparent, idempotency_key, options, state, started, ended,
              failure_kind, failure, submitted, succeeded, failed, retried, null as input, null as result from hearth_run""";
    private static final String RUN = RUN_WITHOUT_BYTES.replace("null as input, null as result", "input, result");
    /** As the index has it. */
    private static final String UNFINISHED =
            "state in ('" + JournalledRun.SPOOLING + "', '" + JournalledRun.RUNNING + "') and ended is null";

    /** Of platforms that are no members any more. What another is just taking is its: to wait for it would be to wait for each other. */
    private static final String FREE = "select id from hearth_run where application = ? and " + UNFINISHED
            + " and (owner is null or owner not in (select id from hearth_platform where application = ?)) for update skip locked";

    /** Ids in one statement. */
    private static final int PART = 500;

    private static final int MAX_REASON = 1_000;

    private static final String STEP = """
            select path, ordinal, task, digest, is_map, failure_kind, failure, trace, replica, attempts, queued_nanos, run_nanos,
              cold, cache_hits, cache_misses, started_micros, ended_micros, null as result from hearth_step where run = ?""";

    private final HikariDataSource database;
    private final String application;
    private final Membership membership;
    private final Writer writer;
    /** Taken over, but not given to anybody yet: kept until they are, whatever fails in between. */
    private final Set<String> taken = new LinkedHashSet<>();

    private JdbcJournal(HikariDataSource database, String application, Membership membership, Writer writer) {
        this.database = database;
        this.application = application;
        this.membership = membership;
        this.writer = writer;
    }

    /** Makes this platform a member and starts to write. */
    static JdbcJournal open(HikariDataSource database, String application, JournalConfig config) {
        return open(database, application, config, System::nanoTime);
    }

    static JdbcJournal open(HikariDataSource database, String application, JournalConfig config, LongSupplier clock) {
        Membership membership =
                new Membership(database, application, config.kind() == JournalKind.POSTGRESQL, config.lease(), clock);
        try {
            membership.join();
        } catch (SQLException e) {
            throw new JournalException(
                    "Cannot open the journal of application '" + application + "': " + Writer.reason(e) + ".", e);
        }
        return new JdbcJournal(
                database,
                application,
                membership,
                new Writer(new Commits(database, application, membership), config.patience()));
    }

    Membership membership() {
        return membership;
    }

    /** Others have taken over: nothing is written any more, and whoever waits for a write is told. */
    void fence() {
        writer.fence(membership.fenced());
    }

    @Override
    public CompletableFuture<Void> begin(JournalledRun run) {
        return writer.write(new Write.Begin(run));
    }

    @Override
    public CompletableFuture<Void> spooled(String run) {
        return writer.write(new Write.Spooled(run));
    }

    @Override
    public CompletableFuture<Void> step(String run, JournalledStep step) {
        return writer.write(new Write.Step(run, step));
    }

    @Override
    public OutcomeLog outcomes(String run, JournalledStep step, int from) {
        return new OutcomeLog(writer, run, step, from);
    }

    @Override
    public CompletableFuture<Void> spool(String run, Segment elements) {
        Packer packer = new Packer();
        elements.content().forEach(packer::bytes);
        return writer.write(
                new Write.Spool(run, elements.number(), elements.first(), elements.elements(), packer.packed()));
    }

    @Override
    public CompletableFuture<Void> end(String run, RunEnd end) {
        return writer.write(new Write.End(run, end));
    }

    @Override
    public CompletableFuture<Void> remove(List<String> runs) {
        return writer.write(new Write.Remove(runs));
    }

    @Override
    public Optional<JournalledRun> run(String id) {
        return first(query(RUN + " where application = ? and id = ?", List.of(application, id), JdbcJournal::run));
    }

    @Override
    public Optional<JournalledRun> ofKey(String key) {
        return first(query(
                RUN + " where application = ? and idempotency_key = ?", List.of(application, key), JdbcJournal::run));
    }

    @Override
    public synchronized List<JournalledRun> takeOver() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<String> free = read(connection, FREE, List.of(application, application), row -> row.getString(1));
                if (!free.isEmpty()) {
                    membership.claim(connection);
                    for (List<String> some : parts(free)) {
                        List<Object> values = new ArrayList<>(List.of(membership.id()));
                        values.addAll(some);
                        Membership.update(
                                connection, "update hearth_run set owner = ? where " + in(some), values.toArray());
                    }
                    // Before the commit, whose answer may be lost.
                    taken.addAll(free);
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            List<JournalledRun> runs = new ArrayList<>();
            for (List<String> some : parts(List.copyOf(taken))) {
                List<Object> values = new ArrayList<>(some);
                values.add(membership.id());
                runs.addAll(read(
                        connection,
                        RUN + " where " + in(some) + " and owner = ? and ended is null",
                        values,
                        JdbcJournal::run));
            }
            taken.clear();
            runs.sort(Comparator.comparing(JournalledRun::started).thenComparing(JournalledRun::id));
            return runs;
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public List<String> unfinished(List<String> runs) {
        List<String> found = new ArrayList<>();
        for (List<String> some : parts(runs)) {
            found.addAll(query(
                    "select id from hearth_run where " + in(some) + " and ended is null",
                    some,
                    row -> row.getString(1)));
        }
        return found;
    }

    @Override
    public boolean requestCancel(String run, String reason) {
        try (Connection connection = database.getConnection()) {
            return Membership.update(
                            connection,
                            "update hearth_run set cancel_reason = ? where application = ? and id = ? and ended is null",
                            reason.substring(0, Math.min(reason.length(), MAX_REASON)),
                            application,
                            run)
                    == 1;
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public Map<String, String> cancelRequests() {
        Map<String, String> requests = new LinkedHashMap<>();
        query(
                "select id, cancel_reason from hearth_run where application = ? and " + UNFINISHED
                        + " and owner = ? and cancel_reason is not null",
                List.of(application, membership.id()),
                row -> requests.put(row.getString(1), row.getString(2)));
        return requests;
    }

    private static List<List<String>> parts(List<String> ids) {
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += PART) {
            parts.add(ids.subList(from, Math.min(ids.size(), from + PART)));
        }
        return parts;
    }

    private static String in(List<String> ids) {
        return "id in (" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")";
    }

    @Override
    public List<JournalledRun> newest(RunFilter filter) {
        StringBuilder sql = new StringBuilder(RUN_WITHOUT_BYTES).append(" where application = ?");
        List<Object> values = new ArrayList<>();
        values.add(application);
        filter.state().ifPresent(state -> {
            // A map that still reads its elements is under way for whoever asks.
            boolean running = state.equals(JournalledRun.RUNNING);
            sql.append(running ? " and ended is null" : " and state = ?");
            if (!running) {
                values.add(state);
            }
        });
        filter.kind().ifPresent(kind -> and(sql, values, "kind = ?", kind));
        filter.name().ifPresent(name -> and(sql, values, "name = ?", name));
        filter.since().ifPresent(since -> and(sql, values, "started >= ?", Micros.of(since)));
        filter.after().ifPresent(after -> {
            and(sql, values, "(started, id) < (?, ?)", Micros.of(after.started()));
            values.add(after.id());
        });
        values.add(filter.limit());
        return query(sql.append(" order by started desc, id desc limit ?").toString(), values, JdbcJournal::run);
    }

    private static void and(StringBuilder sql, List<Object> values, String condition, Object value) {
        sql.append(" and ").append(condition);
        values.add(value);
    }

    @Override
    public List<String> endedBefore(Instant time, int limit) {
        return query(
                "select id from hearth_run where application = ? and ended < ? order by ended limit ?",
                List.of(application, Micros.of(time), limit),
                row -> row.getString("id"));
    }

    @Override
    public List<JournalledStep> steps(String run) {
        return query(STEP, List.of(run), JdbcJournal::step);
    }

    @Override
    public Optional<JournalledStep> step(String run, String path, int ordinal) {
        return first(query(
                STEP.replace("null as result", "result") + " and path = ? and ordinal = ?",
                List.of(run, path, ordinal),
                JdbcJournal::step));
    }

    @Override
    public List<OutcomeRow> outcomeRows(String run) {
        return query(
                "select run, path, ordinal, number, task, started_micros, first_index, last_index, succeeded, failed"
                        + " from hearth_segment where run = ? order by path, ordinal, number",
                List.of(run),
                row -> new OutcomeRow(
                        row.getString("run"),
                        row.getString("path"),
                        row.getInt("ordinal"),
                        row.getInt("number"),
                        row.getString("task"),
                        row.getLong("started_micros"),
                        row.getLong("first_index"),
                        row.getLong("last_index"),
                        row.getInt("succeeded"),
                        row.getInt("failed")));
    }

    @Override
    public List<Outcome> outcomes(OutcomeRow row) {
        List<byte[]> packed = query(
                "select outcomes from hearth_segment where run = ? and path = ? and ordinal = ? and number = ?",
                List.of(row.run(), row.path(), row.ordinal(), row.number()),
                found -> found.getBytes("outcomes"));
        return packed.isEmpty() ? List.of() : OutcomePacker.unpack(packed.get(0));
    }

    @Override
    public List<Segment> spoolRows(String run) {
        return query(
                "select number, first_index, elements from hearth_spool where run = ? order by number",
                List.of(run),
                row -> new Segment(
                        row.getInt("number"), row.getLong("first_index"), row.getInt("elements"), List.of()));
    }

    @Override
    public List<byte[]> spooled(String run, int number) {
        List<byte[]> packed = query(
                "select content from hearth_spool where run = ? and number = ?",
                List.of(run, number),
                row -> row.getBytes("content"));
        List<byte[]> elements = new ArrayList<>();
        if (!packed.isEmpty()) {
            ByteBuffer in = ByteBuffer.wrap(packed.get(0));
            while (in.hasRemaining()) {
                elements.add(Packer.bytes(in));
            }
        }
        return elements;
    }

    @Override
    public Optional<String> trouble() {
        return writer.trouble();
    }

    @Override
    public void close() {
        writer.close();
        try {
            membership.leave();
        } catch (SQLException e) {
            // Then the others wait until its lease has run out.
            log.debug("The platform's row stays in the journal's database.", e);
        }
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, List<?> values, RowReader<T> reader) {
        try (Connection connection = database.getConnection()) {
            return read(connection, sql, values, reader);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    private static <T> List<T> read(Connection connection, String sql, List<?> values, RowReader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }

    private JournalException unread(SQLException e) {
        return new JournalException(
                "Cannot read the journal of application '" + application + "': " + Writer.reason(e)
                        + ". Ask again when its database is back.",
                e);
    }

    private static <T> Optional<T> first(List<T> found) {
        return found.stream().findFirst();
    }

    private static JournalledRun run(ResultSet row) throws SQLException {
        long ended = row.getLong("ended");
        boolean over = !row.wasNull();
        return new JournalledRun(
                row.getString("id"),
                row.getString("version"),
                row.getString("kind"),
                row.getString("name"),
                row.getBoolean("durable"),
                row.getString("origin"),
                Optional.ofNullable(row.getString("traceparent")),
                Optional.ofNullable(row.getString("idempotency_key")),
                row.getBytes("input"),
                Optional.ofNullable(row.getString("options")),
                row.getString("state"),
                Micros.instant(row.getLong("started")),
                over
                        ? Optional.of(new RunEnd(
                                row.getString("state"),
                                Micros.instant(ended),
                                row.getBytes("result"),
                                Optional.ofNullable(row.getString("failure_kind"))
                                        .map(FailureKind::valueOf),
                                Optional.ofNullable(row.getString("failure")),
                                new RunEnd.Elements(
                                        row.getLong("submitted"),
                                        row.getLong("succeeded"),
                                        row.getLong("failed"),
                                        row.getLong("retried"))))
                        : Optional.empty());
    }

    private static JournalledStep step(ResultSet row) throws SQLException {
        String kind = row.getString("failure_kind");
        @Nullable
        Failure failure = kind == null
                ? null
                : new Failure(
                        FailureKind.valueOf(kind),
                        String.valueOf(row.getString("failure")),
                        String.valueOf(row.getString("trace")),
                        false);
        return new JournalledStep(
                row.getString("path"),
                row.getInt("ordinal"),
                row.getString("task"),
                row.getString("digest"),
                row.getBoolean("is_map"),
                new Settled(
                        row.getBytes("result"),
                        failure,
                        row.getString("replica"),
                        row.getInt("attempts"),
                        row.getLong("queued_nanos"),
                        row.getLong("run_nanos"),
                        row.getBoolean("cold"),
                        row.getInt("cache_hits"),
                        row.getInt("cache_misses")),
                row.getLong("started_micros"),
                row.getLong("ended_micros"));
    }
}
