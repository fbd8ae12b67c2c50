package dev.hearth.platform.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Commits one group of writes after the other over one connection, each exactly once: the group's number is committed with it, so that a
 * commit whose answer was lost is recognised. Holds the application's place among platforms that share the database. Used by the writer's thread,
 * but for its making and closing.
 */
final class Commits {
    private static final String DATA_EXCEPTION = "22";
    private static final String INTEGRITY_VIOLATION = "23";

    private final HikariDataSource database;
    private final String application;
    private final boolean server;
    private final String owner = UUID.randomUUID().toString();
    private volatile @Nullable Connection connection;
    private long number;
    private boolean unsure;

    Commits(HikariDataSource database, String application, boolean server) {
        this.database = database;
        this.application = application;
        this.server = server;
    }

    /** Takes the application's place; false if another platform has it. */
    boolean begin() throws SQLException {
        Connection now = database.getConnection();
        try {
            now.setAutoCommit(false);
            if (!lock(now)) {
                now.close();
                return false;
            }
            try (PreparedStatement select =
                    now.prepareStatement("select commits from hearth_writer where application = ?")) {
                select.setString(1, application);
                try (ResultSet row = select.executeQuery()) {
                    boolean known = row.next();
                    number = known ? row.getLong(1) : 0;
                    try (PreparedStatement take = now.prepareStatement(
                            known
                                    ? "update hearth_writer set owner = ? where application = ?"
                                    : "insert into hearth_writer (owner, application, commits) values (?, ?, 0)")) {
                        take.setString(1, owner);
                        take.setString(2, application);
                        take.executeUpdate();
                    }
                }
            }
            now.commit();
            connection = now;
            return true;
        } catch (SQLException e) {
            now.close();
            throw e;
        }
    }

    /** An H2 file is locked by itself; on a server, a lock that goes with the connection does the same. */
    private boolean lock(Connection on) throws SQLException {
        if (!server) {
            return true;
        }
        try (PreparedStatement lock = on.prepareStatement("select pg_try_advisory_lock(hashtext(?), hashtext(?))")) {
            lock.setString(1, "hearth");
            lock.setString(2, application);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Another group comes. */
    void next() {
        number++;
        unsure = false;
    }

    /** Commits the group, also if an earlier attempt has failed; that may have committed it all the same. */
    void commit(List<Write> group) throws SQLException {
        try {
            Connection now = connected();
            if (unsure && committed(now)) {
                sync(now);
                return;
            }
            unsure = true;
            try (WriteStatements statements = new WriteStatements(now, application)) {
                statements.write(group);
            }
            claim(now);
            now.commit();
            sync(now);
        } catch (SQLException e) {
            if (refused(e) && !rolledBack()) {
                throw e;
            }
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
            if (!lock(now)) {
                throw new SQLException("another platform of application '" + application + "' writes to it");
            }
        } catch (SQLException e) {
            now.close();
            throw e;
        }
        connection = now;
        return now;
    }

    private boolean committed(Connection on) throws SQLException {
        try (PreparedStatement select =
                on.prepareStatement("select commits from hearth_writer where application = ? and owner = ?")) {
            select.setString(1, application);
            select.setString(2, owner);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) == number;
            }
        }
    }

    private void claim(Connection on) throws SQLException {
        try (PreparedStatement update =
                on.prepareStatement("update hearth_writer set commits = ? where application = ? and owner = ?")) {
            update.setLong(1, number);
            update.setString(2, application);
            update.setString(3, owner);
            if (update.executeUpdate() != 1) {
                throw new SQLException("another platform of application '" + application + "' has taken it over");
            }
        }
    }

    /** H2 leaves it to the operating system when a commit reaches the disk, unless it is asked. */
    private void sync(Connection on) throws SQLException {
        if (!server) {
            try (Statement statement = on.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }
    }

    /** Not back to the pool: on a server, the connection's lock must go with it. */
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
