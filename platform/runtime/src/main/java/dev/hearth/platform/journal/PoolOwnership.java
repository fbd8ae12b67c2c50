package dev.hearth.platform.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of the platforms that share a journal has which pool, and how to reach it. A pool belongs to whoever needs it first, until that platform
 * gives it up or is a member no more. Each method asks the database and throws a {@link JournalException} if it does not answer. Safe for use by
 * several threads.
 */
public final class PoolOwnership {
    private static final int SECRET_BYTES = 32;

    private static final String PLATFORM = "select p.id, p.address, p.link, p.certificate";

    private final HikariDataSource database;
    private final String application;
    private final String self;

    PoolOwnership(HikariDataSource database, String application, String self) {
        this.database = database;
        this.application = application;
        this.self = self;
    }

    /**
     * A member.
     *
     * @param address of its HTTP server; empty until it listens
     * @param link where replicas join it; empty until it listens
     * @param certificate what it shows at both, as PEM, if it speaks TLS
     */
    public record Platform(String id, Optional<URI> address, Optional<URI> link, Optional<String> certificate) {}

    /** A pool and whose it is. */
    public record Owned(String environment, String identity, Platform platform) {}

    /**
     * Takes a pool, unless somebody has it.
     *
     * @return whose it is now
     * @throws FencedException if this platform is no member any more
     */
    public Platform claim(String environment, String identity) {
        return ask(connection -> {
            Membership.update(
                    connection,
                    "insert into hearth_pool (application, environment, identity, platform)"
                            + " select application, ?, ?, id from hearth_platform where id = ? on conflict do nothing",
                    environment,
                    identity,
                    self);
            List<Platform> owner = read(
                    connection,
                    PLATFORM + " from hearth_pool o join hearth_platform p on p.id = o.platform"
                            + " where o.application = ? and o.environment = ? and o.identity = ?",
                    PoolOwnership::platform,
                    application,
                    environment,
                    identity);
            if (owner.isEmpty()) {
                throw new FencedException(application);
            }
            return owner.get(0);
        });
    }

    /** Gives a pool up, if it is this platform's. */
    public void release(String environment, String identity) {
        ask(connection -> Membership.update(
                connection,
                "delete from hearth_pool where application = ? and environment = ? and identity = ? and platform = ?",
                application,
                environment,
                identity,
                self));
    }

    /** All pools that somebody has. */
    public List<Owned> pools() {
        return ask(connection -> read(
                connection,
                PLATFORM + ", o.environment, o.identity from hearth_pool o join hearth_platform p on p.id = o.platform"
                        + " where o.application = ?",
                row -> new Owned(row.getString(5), row.getString(6), platform(row)),
                application));
    }

    /** The members whose lease has not run out, this one among them. */
    public List<Platform> platforms() {
        return ask(connection -> read(
                connection,
                PLATFORM + " from hearth_platform p where p.application = ? and p.lease_until > clock_timestamp()",
                PoolOwnership::platform,
                application));
    }

    /** Tells the others where this platform is. */
    public void announce(URI address, URI link, Optional<String> certificate) {
        ask(connection -> Membership.update(
                connection,
                "update hearth_platform set address = ?, link = ?, certificate = ? where id = ?",
                address.toString(),
                link.toString(),
                certificate.orElse(null),
                self));
    }

    /**
     * What platforms of the application show each other. It stands in the database as it is: each of them must know it to show it, and
     * whoever can read it there can read and write all runs as well.
     */
    public String secret() {
        byte[] bits = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bits);
        return ask(connection -> {
            Membership.update(
                    connection,
                    "insert into hearth_secret (application, secret) values (?, ?) on conflict do nothing",
                    application,
                    HexFormat.of().formatHex(bits));
            return read(
                            connection,
                            "select secret from hearth_secret where application = ?",
                            row -> row.getString(1),
                            application)
                    .get(0);
        });
    }

    private static Platform platform(ResultSet row) throws SQLException {
        return new Platform(
                row.getString(1),
                Optional.ofNullable(row.getString(2)).map(URI::create),
                Optional.ofNullable(row.getString(3)).map(URI::create),
                Optional.ofNullable(row.getString(4)));
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new JournalException(
                    "Cannot ask the journal of application '" + application + "' for its platforms: " + Writer.reason(e)
                            + ". Ask again when its database is back.",
                    e);
        }
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> read(Connection connection, String sql, RowReader<T> reader, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
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
}
