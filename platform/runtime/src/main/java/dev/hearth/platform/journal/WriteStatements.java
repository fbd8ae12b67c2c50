package dev.hearth.platform.journal;

import dev.hearth.functions.link.Failure;
import dev.hearth.platform.pool.Settled;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings a group of writes into one transaction, one batch for each statement. Used by one thread. */
final class WriteStatements implements AutoCloseable {
    private static final String BEGIN = """
            insert into hearth_run (id, application, version, kind, name, durable, origin, traceparent, idempotency_key, input,
              options, state, started, owner, submitted, succeeded, failed, retried)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)""";
    private static final String SPOOLED = "update hearth_run set state = '" + JournalledRun.RUNNING + "' where id = ?";
    private static final String STEP = """
            insert into hearth_step (run, path, ordinal, task, digest, is_map, result, failure_kind, failure, trace, replica,
              attempts, queued_nanos, run_nanos, cold, cache_hits, cache_misses, started_micros, ended_micros)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OUTCOMES = """
            insert into hearth_segment (run, path, ordinal, number, task, started_micros, first_index, last_index, succeeded,
              failed, outcomes)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SPOOL =
            "insert into hearth_spool (run, number, first_index, elements, content) values (?, ?, ?, ?, ?)";
    private static final String END = """
            update hearth_run set state = ?, ended = ?, result = ?, failure_kind = ?, failure = ?, submitted = ?, succeeded = ?,
              failed = ?, retried = ? where id = ? and ended is null""";
    private static final List<String> REMOVE = List.of(
            "delete from hearth_step where run = ?",
            "delete from hearth_segment where run = ?",
            "delete from hearth_spool where run = ?",
            "delete from hearth_run where id = ?");

    private final Connection connection;
    private final String application;
    private final String platform;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();

    /** @param platform that owns the runs that begin */
    WriteStatements(Connection connection, String application, String platform) {
        this.connection = connection;
        this.application = application;
        this.platform = platform;
    }

    void write(List<Write> group) throws SQLException {
        // What others need to be there comes first; beyond that, the order inside a transaction is nobody's concern.
        List<Write> later = new ArrayList<>();
        for (Write write : group) {
            if (write instanceof Write.Begin begin) {
                begin(begin.run());
            } else {
                later.add(write);
            }
        }
        for (Write write : later) {
            if (write instanceof Write.Step step) {
                step(step.run(), step.step());
            } else if (write instanceof Write.Outcomes outcomes) {
                outcomes(outcomes.row(), outcomes.packed());
            } else if (write instanceof Write.Spool spool) {
                spool(spool);
            } else if (write instanceof Write.Spooled spooled) {
                one(SPOOLED, spooled.run());
            } else if (write instanceof Write.End end) {
                end(end.run(), end.end());
            } else if (write instanceof Write.Remove remove) {
                for (String run : remove.runs()) {
                    for (String table : REMOVE) {
                        one(table, run);
                    }
                }
            }
        }
        for (PreparedStatement statement : statements.values()) {
            statement.executeBatch();
        }
    }

    private PreparedStatement batch(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    private void one(String sql, String run) throws SQLException {
        PreparedStatement statement = batch(sql);
        statement.setString(1, run);
        statement.addBatch();
    }

    private void begin(JournalledRun run) throws SQLException {
        PreparedStatement insert = batch(BEGIN);
        insert.setString(1, run.id());
        insert.setString(2, application);
        insert.setString(3, run.version());
        insert.setString(4, run.kind());
        insert.setString(5, run.name());
        insert.setBoolean(6, run.durable());
        insert.setString(7, run.origin());
        text(insert, 8, run.traceparent());
        text(insert, 9, run.key());
        bytes(insert, 10, run.input());
        text(insert, 11, run.options());
        insert.setString(12, run.state());
        insert.setLong(13, Micros.of(run.started()));
        insert.setString(14, platform);
        insert.addBatch();
    }

    private void step(String run, JournalledStep step) throws SQLException {
        Settled outcome = step.outcome();
        Optional<Failure> failure = Optional.ofNullable(outcome.failure());
        PreparedStatement insert = batch(STEP);
        insert.setString(1, run);
        insert.setString(2, step.path());
        insert.setInt(3, step.ordinal());
        insert.setString(4, step.task());
        insert.setString(5, step.digest());
        insert.setBoolean(6, step.map());
        bytes(insert, 7, outcome.result());
        text(insert, 8, failure.map(f -> f.kind().name()));
        text(insert, 9, failure.map(Failure::message));
        text(insert, 10, failure.map(Failure::trace));
        insert.setString(11, outcome.replica());
        insert.setInt(12, outcome.attempts());
        insert.setLong(13, outcome.queuedNanos());
        insert.setLong(14, outcome.runNanos());
        insert.setBoolean(15, outcome.cold());
        insert.setInt(16, outcome.cacheHits());
        insert.setInt(17, outcome.cacheMisses());
        insert.setLong(18, step.startedMicros());
        insert.setLong(19, step.endedMicros());
        insert.addBatch();
    }

    private void outcomes(OutcomeRow row, byte[] packed) throws SQLException {
        PreparedStatement insert = batch(OUTCOMES);
        insert.setString(1, row.run());
        insert.setString(2, row.path());
        insert.setInt(3, row.ordinal());
        insert.setInt(4, row.number());
        insert.setString(5, row.task());
        insert.setLong(6, row.startedMicros());
        insert.setLong(7, row.first());
        insert.setLong(8, row.last());
        insert.setInt(9, row.succeeded());
        insert.setInt(10, row.failed());
        insert.setBytes(11, packed);
        insert.addBatch();
    }

    private void spool(Write.Spool spool) throws SQLException {
        PreparedStatement insert = batch(SPOOL);
        insert.setString(1, spool.run());
        insert.setInt(2, spool.number());
        insert.setLong(3, spool.first());
        insert.setInt(4, spool.elements());
        insert.setBytes(5, spool.packed());
        insert.addBatch();
    }

    private void end(String run, RunEnd end) throws SQLException {
        PreparedStatement update = batch(END);
        update.setString(1, end.state());
        update.setLong(2, Micros.of(end.time()));
        bytes(update, 3, end.result());
        text(update, 4, end.failureKind().map(Enum::name));
        text(update, 5, end.failure());
        update.setLong(6, end.elements().submitted());
        update.setLong(7, end.elements().succeeded());
        update.setLong(8, end.elements().failed());
        update.setLong(9, end.elements().retried());
        update.setString(10, run);
        update.addBatch();
    }

    // PostgreSQL has no characters of this code in texts, and would refuse all that is committed together.
    private static void text(PreparedStatement statement, int position, Optional<String> value) throws SQLException {
        if (value.isPresent()) {
            statement.setString(position, value.get().replace("\0", ""));
        } else {
            statement.setNull(position, Types.VARCHAR);
        }
    }

    private static void bytes(PreparedStatement statement, int position, byte @Nullable [] value) throws SQLException {
        if (value == null) {
            statement.setNull(position, Types.VARBINARY);
        } else {
            statement.setBytes(position, value);
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
    }
}
