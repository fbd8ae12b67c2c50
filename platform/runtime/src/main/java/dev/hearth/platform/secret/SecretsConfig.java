package dev.hearth.platform.secret;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where secrets are found. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.secrets")
public interface SecretsConfig {
    /**
     * A folder with a file for each secret, whose name is the key and whose text is the value, but for one line break at its end. Read
     * at the start of each replica. A key that has no file there is looked for among the platform's variables, as
     * {@code HEARTH_SECRET_<KEY>}. Default: only there.
     */
    Optional<Path> directory();
}
