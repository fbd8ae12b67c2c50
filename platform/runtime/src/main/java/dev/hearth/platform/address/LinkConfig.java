package dev.hearth.platform.address;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** Where replicas join. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.link")
public interface LinkConfig {
    /** The port for replicas' links, so that others can be kept from it; 0 for any free one. Default: that of the API. */
    OptionalInt port();
}
