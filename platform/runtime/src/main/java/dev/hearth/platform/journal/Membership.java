package dev.hearth.platform.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * This platform's row among those that share the database. As long as the row is there, what this platform commits counts; who removes it
 * takes over all that it had. When the lease runs out is judged by the database's clock alone. This platform itself trusts a confirmed renewal
 * for as long as the lease, counted from before it asked, by a clock that nobody sets: so it stops before any other takes over. Safe for use by several threads.
 */
public final class Membership {
    /** A lease is renewed so many times before it would run out. */
    private static final int RENEWALS = 10;

    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    /** Others let an expired lease rest for this part of one more, so that each of them has noticed before one takes over. */
    private static final int GRACE = 4;

    private static final String EXPIRED = "lease_until < clock_timestamp() - ? * interval '1 millisecond'";

    private final HikariDataSource database;
    private final String application;
    private final boolean shared;
    private final Duration lease;
    private final LongSupplier clock;
    private final String id = UUID.randomUUID().toString();
    private volatile long heldUntil;

    /**
     * @param shared other platforms may have the database open
     * @param clock nanoseconds, from any origin
     */
    Membership(HikariDataSource database, String application, boolean shared, Duration lease, LongSupplier clock) {
        this.database = database;
        this.application = application;
        this.shared = shared;
        this.lease = lease;
        this.clock = clock;
    }

    /** Of this life as a member: it has another one after it was taken for dead. */
    public String id() {
        return id;
    }

    /** Whether there may be other platforms. */
    public boolean shared() {
        return shared;
    }

    /** Whether nobody can have taken over yet. Costs a look at the clock. */
    public boolean held() {
        return !shared || clock.getAsLong() - heldUntil < 0;
    }

    Duration lease() {
        return lease;
    }

    /** How often {@link #renew} is to be called. */
    Duration pause() {
        return Duration.ofMillis(Math.max(1, Math.min(lease.toMillis() / RENEWALS, LONGEST_PAUSE_MILLIS)));
    }

    /** Which of the platforms has which pool. Only where there may be other platforms. */
    public PoolOwnership pools() {
        return new PoolOwnership(database, application, id);
    }

    void join() throws SQLException {
        long asked = clock.getAsLong();
        try (Connection connection = database.getConnection()) {
            if (!shared) {
                // The file is ours alone: whoever stands there is dead.
                update(connection, "delete from hearth_platform where application = ?", application);
            }
            update(
                    connection,
                    "insert into hearth_platform (id, application, commits, lease_until) values (?, ?, 0, "
                            + (shared ? "clock_timestamp() + ? * interval '1 millisecond')" : "null)"),
                    shared ? new Object[] {id, application, lease.toMillis()} : new Object[] {id, application});
        }
        heldUntil = asked + lease.toNanos();
    }

    /** Returns false if the row is gone: others have taken over. */
    boolean renew() throws SQLException {
        if (!shared) {
            return true;
        }
        long asked = clock.getAsLong();
        try (Connection connection = database.getConnection()) {
            if (update(
                            connection,
                            "update hearth_platform set lease_until = clock_timestamp() + ? * interval '1 millisecond' where id = ?",
                            lease.toMillis(),
                            id)
                    == 0) {
                heldUntil = asked;
                return false;
            }
        }
        heldUntil = asked + lease.toNanos();
        return true;
    }

    /** Removes those whose lease ran out some time ago; their runs and pools are free from then on. Returns how many. */
    int removeDead() throws SQLException {
        if (!shared) {
            return 0;
        }
        try (Connection connection = database.getConnection()) {
            return update(
                    connection,
                    // One that is locked is just writing, or its session will be ended: to wait would cost this
                    // platform its own lease.
                    "delete from hearth_platform where id in (select id from hearth_platform where application = ? and "
                            + EXPIRED + " for update skip locked)",
                    application,
                    lease.toMillis() / GRACE);
        }
    }

    /** The number of this platform's last commit; -1 if the row is gone. */
    long commits(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select commits from hearth_platform where id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }

    /**
     * Lets a transaction count. To be its first statement: from here to the transaction's end nobody can remove the row.
     *
     * @throws FencedException if somebody has
     */
    void claim(Connection connection, long commit) throws SQLException {
        if (update(connection, "update hearth_platform set commits = ? where id = ?", commit, id) != 1) {
            throw fenced();
        }
    }

    /** Lets a transaction count that is none of the writer's. */
    void claim(Connection connection) throws SQLException {
        if (update(connection, "update hearth_platform set commits = commits where id = ?", id) != 1) {
            throw fenced();
        }
    }

    FencedException fenced() {
        return new FencedException(application);
    }

    /** What this platform has is free at once. */
    void leave() throws SQLException {
        heldUntil = clock.getAsLong();
        try (Connection connection = database.getConnection()) {
            update(connection, "delete from hearth_platform where id = ?", id);
        }
    }

    static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
