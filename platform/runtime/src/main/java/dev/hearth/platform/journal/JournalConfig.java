package dev.hearth.platform.journal;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the platform keeps what outlives its process, and for how long. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.journal")
public interface JournalConfig {
    /** The kind of database. {@link JournalKind#NONE} in dev mode and tests, and for a platform that one command starts for itself. */
    @WithDefault("h2")
    JournalKind kind();

    /** The JDBC address; PostgreSQL needs one, for H2 it is a file in the state folder. */
    Optional<String> url();

    /** Who connects. */
    Optional<String> username();

    /** With what. */
    Optional<String> password();

    /** How long runs are kept after their end. */
    @WithDefault("7d")
    Duration retention();

    /** How long runs wait for a database that takes nothing, before they fail. */
    @WithDefault("15m")
    Duration patience();

    /**
     * With PostgreSQL: how long a platform may be silent before the others take over its runs and pools. It renews its lease ten times
     * as often, and at least once a second.
     */
    @WithDefault("10s")
    Duration lease();

    /**
     * With PostgreSQL: where the other platforms of the application, and replicas that they send here, reach this one's HTTP server. By default where
     * this machine reaches it.
     */
    Optional<URI> address();
}
