package dev.hearth.knative.mapping;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** What environments' pods have in common. Fixed by the build, for the manifests that it writes must agree with what the platform makes. */
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
@ConfigMapping(prefix = "hearth.knative")
public interface MappingConfig {
    /**
     * How long a request into a pod may take, and a pod to end, in seconds, more than 30: a replica is told to end 30 s after its pod's end has
     * begun, and has the rest to finish. Above 600 Knative's operator must allow it.
     */
    @WithDefault("" + Deployment.DEFAULT_TIMEOUT_SECONDS)
    int timeoutSeconds();

    /** The numeric user of all containers; not 0. */
    @WithDefault("" + Deployment.DEFAULT_USER)
    long runAsUser();

    /** The Kubernetes Secret with an entry for each key that an environment requests. Default: {@code <application>-secrets}. */
    Optional<String> secret();

    /**
     * The size of a persistent volume for the platform's own files, its journal above all, such as {@code 1Gi}. Default: none; they are kept as
     * long as the platform's pod.
     */
    Optional<String> stateSize();

    /**
     * Environments, by name, whose Services the build does not write: the platform makes each when its first task comes. For those with more
     * replicas than each deployment shall start, and those that are to be changed while the platform runs. Default: none.
     */
    Optional<Set<String>> onDemand();
}
