package dev.hearth.platform.access;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Tokens of an OpenID Connect issuer. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "hearth.auth.oidc")
public interface OidcConfig {
    /** The issuer's address; callers must bring one of its tokens, or an API token if these are on. */
    Optional<String> issuer();

    /** For whom tokens must be made out. Needed with an issuer. */
    Optional<String> audience();

    /** The claim that has the roles: a list of names, or one text with spaces between them. Dots lead into objects. */
    @WithDefault("roles")
    String rolesClaim();

    /** What names in the claim mean here. Names that are roles mean themselves. */
    Map<String, Role> roles();

    /** How far the issuer's clock may be from the platform's. */
    @WithDefault("30s")
    Duration clockSkew();
}
