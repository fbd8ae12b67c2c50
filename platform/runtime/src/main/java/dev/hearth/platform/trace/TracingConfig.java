package dev.hearth.platform.trace;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where traces go. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.tracing")
public interface TracingConfig {
    /**
     * The base URL of a collector that takes OTLP over HTTP, such as {@code http://localhost:4318}. Default: the standard variable
     * OTEL_EXPORTER_OTLP_ENDPOINT; without either there are no traces.
     */
    Optional<String> endpoint();

    /** How many of the runs that begin a trace are traced, from 0 to 1; those inside one are as their caller's is. */
    @WithDefault("1")
    double sampleRatio();
}
