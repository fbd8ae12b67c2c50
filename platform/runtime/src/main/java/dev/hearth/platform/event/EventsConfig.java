package dev.hearth.platform.event;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Where events come, and where results go as events. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.events")
public interface EventsConfig {
    /**
     * A port of its own that takes events, and nothing else, without authentication, at the address of {@code quarkus.http.host}: for
     * brokers, which cannot bring a token. Whoever reaches it can start the workflows that wait for events. Default: none.
     */
    OptionalInt port();

    /**
     * An HTTP address that takes results as events, such as a broker's. Then events are answered at once, and results are
     * sent from the journal until they arrive. Default: results go back in the answers.
     */
    Optional<URI> sink();

    /** Where results go that the sink has not taken. Default: they are dropped, and logged. */
    Optional<URI> deadLetter();

    /** How often a result is sent before it is given up. */
    @WithDefault("10")
    int attempts();

    /** How long after the first attempt the second comes; each pause is twice as long as the one before, up to five minutes. */
    @WithDefault("1s")
    Duration backOff();

    /** How long the sink may take to answer. */
    @WithDefault("30s")
    Duration timeout();
}
