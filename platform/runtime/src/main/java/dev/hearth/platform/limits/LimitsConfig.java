package dev.hearth.platform.limits;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the platform bears of slow clients. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.limits")
public interface LimitsConfig {
    /**
     * How long a client may take from its connection, or from the first byte of a request, to the end of the request's headers; and
     * how long it may go on sending what was answered already.
     */
    @WithDefault("10s")
    Duration headTimeout();

    /** How long a connection may stay open between requests. */
    @WithDefault("75s")
    Duration idleTimeout();
}
