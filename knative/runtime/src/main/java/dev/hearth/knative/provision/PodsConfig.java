package dev.hearth.knative.provision;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How the platform makes pods. With a prefix of its own: what the build fixes has another, for Quarkus takes the one for a misspelling of the other. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.pods")
public interface PodsConfig {
    /** The image of replicas whose environment names none. Default: that of the pod in which the platform runs. */
    Optional<String> image();

    /** How many Jobs of regular tasks an environment may have at once. Kubernetes makes more wait, and each costs its API server some work. */
    @WithDefault("20")
    int maxJobs();
}
