package dev.hearth.knative.mapping;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where pods find the values of secrets. */
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
@ConfigMapping(prefix = "hearth.secrets")
public interface KubernetesSecretConfig {
    /** The Kubernetes Secret with an entry for each key that an environment requests. Default: {@code <application>-secrets}. */
    Optional<String> kubernetesSecret();
}
