package dev.hearth.platform.access;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who may call the platform. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.auth")
public interface AccessConfig {
    /** Callers must bring an API token, or one of the OIDC issuer if there is one. */
    @WithDefault("false")
    boolean tokens();

    /** Where hashes of API tokens are kept. Default: beside the state file of {@code serve}. */
    Optional<Path> tokensFile();

    /** Paths of the application's own that anybody may call; one that ends with {@code *} means all that begin so. */
    Optional<List<String>> openPaths();

    /**
     * Without authentication: names besides those of loopback by which the platform may be called, each as {@code host} or
     * {@code host:port}. Web pages from there may call it, too.
     */
    Optional<List<String>> hosts();
}
