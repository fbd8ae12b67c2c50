package dev.hearth.platform.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commits one group of writes after the other over one connection, each exactly once: the group's number is committed with it, so that a
 * commit whose answer was lost is recognised. It counts only as long as this platform is a member. Used by the writer's thread, but for its closing.
 */
final class Commits {
    private static final String DATA_EXCEPTION = "22";
    private static final String INTEGRITY_VIOLATION = "23";

    private final HikariDataSource database;
    private final String application;
    private final Membership membership;
    private volatile @Nullable Connection connection;
    private long number;
    private boolean unsure;

    Commits(HikariDataSource database, String application, Membership membership) {
        this.database = database;
        this.application = application;
        this.membership = membership;
    }

    /** Another group comes. */
    void next() {
        number++;
        unsure = false;
    }

    /**
     * Commits the group, also if an earlier attempt has failed; that may have committed it all the same.
     *
     * @throws FencedException if others have taken over; whether an earlier attempt has committed it is theirs to see
     */
    void commit(List<Write> group) throws SQLException {
        try {
            Connection now = connected();
            if (unsure && membership.commits(now) == number) {
                sync(now);
                return;
            }
            unsure = true;
            membership.claim(now, number);
            try (WriteStatements statements = new WriteStatements(now, application, membership.id())) {
                statements.write(group);
            }
            now.commit();
            sync(now);
        } catch (SQLException e) {
            if (refused(e) && !rolledBack()) {
                throw e;
            }
            disconnect();
            throw e;
        } catch (FencedException e) {
            disconnect();
            throw e;
        } catch (RuntimeException | Error e) {
            // Drivers and H2 say so too that a connection or a store is gone, and the writer must not end with it.
            disconnect();
            throw new SQLException(e.toString(), e);
        }
    }

    /** After a refusal the connection is as good as before. Returns whether it is not. */
    private boolean rolledBack() {
        Connection now = connection;
        try {
            if (now != null) {
                now.rollback();
            }
            return now == null;
        } catch (SQLException e) {
            return true;
        }
    }

    /** Whether the database understood what it was given, and will never take it. */
    static boolean refused(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith(DATA_EXCEPTION) || state.startsWith(INTEGRITY_VIOLATION);
    }

    private Connection connected() throws SQLException {
        Connection now = connection;
        if (now != null) {
            return now;
        }
        now = database.getConnection();
        try {
            now.setAutoCommit(false);
        } catch (SQLException e) {
            now.close();
            throw e;
        }
        connection = now;
        return now;
    }

    /** H2 leaves it to the operating system when a commit reaches the disk, unless it is asked. */
    private void sync(Connection on) throws SQLException {
        if (!membership.shared()) {
            try (Statement statement = on.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }
    }

    /** Not back to the pool: nobody knows what state it is in. */
    private void disconnect() {
        Connection now = connection;
        connection = null;
        if (now != null) {
            database.evictConnection(now);
        }
    }

    void close() {
        disconnect();
    }
}
