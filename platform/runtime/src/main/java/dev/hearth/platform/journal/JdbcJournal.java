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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The journal in a database. */
final class JdbcJournal implements Journal {
    /** A platform that is just going has so long to go. */
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private static final String RUN_WITHOUT_BYTES = """
            select id, version, kind, name, durable, origin, traceparent, idempotency_key, options, state, started, ended,
              failure_kind, failure, submitted, succeeded, failed, retried, null as input, null as result from hearth_run""";
    private static final String RUN = RUN_WITHOUT_BYTES.replace("null as input, null as result", "input, result");
    private static final String STEP = """
            select path, ordinal, task, digest, is_map, failure_kind, failure, trace, replica, attempts, queued_nanos, run_nanos,
              cold, cache_hits, cache_misses, started_micros, ended_micros, null as result from hearth_step where run = ?""";

    private final HikariDataSource database;
    private final String application;
    private final Writer writer;

    private JdbcJournal(HikariDataSource database, String application, Writer writer) {
        this.database = database;
        this.application = application;
        this.writer = writer;
    }

    /** Takes the application's place in the database and starts to write. */
    static JdbcJournal open(HikariDataSource database, String application, JournalConfig config) {
        boolean server = config.kind() == JournalKind.POSTGRESQL;
        Commits commits = new Commits(database, application, server);
        try {
            long began = System.nanoTime();
            while (!commits.begin()) {
                if (System.nanoTime() - began > HANDOVER.toNanos()) {
                    throw new JournalException("Cannot open the journal of application '" + application + "' in '"
                            + database.getJdbcUrl()
                            + "': another platform of this application writes to it. Stop that one, or give this one a "
                            + "database of its own in hearth.journal.url.");
                }
                Thread.sleep(100);
            }
        } catch (SQLException e) {
            throw new JournalException(
                    "Cannot open the journal of application '" + application + "': " + Writer.reason(e) + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("Opening the journal of application '" + application + "' was interrupted.", e);
        }
        return new JdbcJournal(database, application, new Writer(commits, config.patience()));
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
    public List<JournalledRun> unfinished() {
        return query(
                RUN + " where application = ? and ended is null order by started, id",
                List.of(application),
                JdbcJournal::run);
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
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, List<?> values, RowReader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
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
        } catch (SQLException e) {
            throw new JournalException(
                    "Cannot read the journal of application '" + application + "': " + Writer.reason(e)
                            + ". Ask again when its database is back.",
                    e);
        }
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
