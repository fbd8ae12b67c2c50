package dev.hearth.platform.journal;

import com.zaxxer.hikari.HikariDataSource;
import dev.hearth.platform.health.ReadinessCheck;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A platform whose journal's database is lost takes no work: it could not keep its promise to finish it. */
@Singleton
@Unremovable
final class JournalReadiness implements ReadinessCheck {
    private static final int WAIT_SECONDS = 1;

    private final Database database;

    @Inject
    JournalReadiness(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public Optional<String> unready() {
        try {
            return database.connections().flatMap(JournalReadiness::lost);
        } catch (JournalException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> lost(HikariDataSource connections) {
        try (Connection connection = connections.getConnection()) {
            return connection.isValid(WAIT_SECONDS) ? Optional.empty() : Optional.of("its database does not answer");
        } catch (SQLException e) {
            return Optional.of("its database is lost: " + e.getMessage());
        }
    }
}
