package dev.hearth.platform.http;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long the HTTP API waits for its clients, and they for it. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.http")
public interface HttpConfig {
    /** How long a request may wait for its run to end; then the client is told which run goes on. Default: as long as the run takes. */
    Optional<Duration> longestWait();

    /** How long the body of a request may take to come, but for those of maps. */
    @WithDefault("60s")
    Duration bodyTimeout();

    /** How long a map may wait for its client to send the next element, or to take the next outcome. */
    @WithDefault("10m")
    Duration stallTimeout();
}
