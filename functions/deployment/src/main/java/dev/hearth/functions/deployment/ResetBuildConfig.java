package dev.hearth.functions.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What the reset between tasks covers. */
@ConfigMapping(prefix = "hearth.reset")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface ResetBuildConfig {
    /**
     * Dependencies whose static fields are reset as those of the application are, each as {@code groupId:artifactId}. Default: none.
     */
    Optional<List<String>> archives();
}
