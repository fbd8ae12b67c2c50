package dev.hearth.platform.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.hearth.HearthException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens of one OpenID Connect issuer. Asks the issuer for its keys when the first token comes, and again when they have
 * changed; each verification may therefore block, for some seconds at most. Safe for use by several threads.
 */
final class Oidc {
    /** Whoever could sign with a public key, or with none, would be anybody. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 3000;
    private static final int MAX_BYTES = 512 * 1024;

    /** After a failure, requests are told so at once for a while: each would keep a thread waiting. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** How long known keys are good when the issuer does not answer. */
    private static final long OUTAGE_MILLIS = TimeUnit.HOURS.toMillis(1);

    /** A token that is not good; the message says why. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** The issuer cannot be asked: nobody knows whether a token is good. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final String issuer;
    private final String audience;
    private final List<String> rolesClaim;
    private final Map<String, Role> roles;
    private final Duration clockSkew;
    private final DefaultResourceRetriever http = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES);
    private volatile @Nullable ConfigurableJWTProcessor<SecurityContext> processor;
    private @Nullable Unavailable lastFailure;
    private long failedAt;

    private Oidc(String issuer, String audience, List<String> rolesClaim, Map<String, Role> roles, Duration clockSkew) {
        this.issuer = issuer;
        this.audience = audience;
        this.rolesClaim = rolesClaim;
        this.roles = roles;
        this.clockSkew = clockSkew;
    }

    /**
     * By the settings; empty if they name no issuer. Asks nobody yet.
     *
     * @throws HearthException the settings are not complete
     */
    static Optional<Oidc> of(OidcConfig config) {
        if (config.issuer().isEmpty()) {
            return Optional.empty();
        }
        String issuer = config.issuer().get();
        String audience = config.audience()
                .orElseThrow(
                        () -> new HearthException("Configuration 'hearth.auth.oidc.audience': it is not set, so that"
                                + " any token of issuer '" + issuer
                                + "' would do, whomever it was made for. Set it to the"
                                + " name by which the issuer knows this platform."));
        checkAddress(issuer, "Configuration 'hearth.auth.oidc.issuer' '" + issuer + "'");
        return Optional.of(new Oidc(
                issuer,
                audience,
                Arrays.asList(config.rolesClaim().split("\\.")),
                Map.copyOf(config.roles()),
                config.clockSkew()));
    }

    /**
     * The role of whoever brings this token; empty if it is good, but names no role. May block.
     *
     * @throws Refused it is not good
     * @throws Unavailable the issuer can't be asked
     */
    Optional<Role> role(String token) throws Refused, Unavailable {
        try {
            return role(processor().process(token, null));
        } catch (KeySourceException e) {
            throw new Unavailable("the keys of issuer '" + issuer + "' cannot be had: " + e.getMessage(), e);
        } catch (BadJOSEException | ParseException e) {
            throw new Refused("its token is not good: " + e.getMessage());
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new Refused("its token cannot be verified: " + e.getMessage());
        }
    }

    private Optional<Role> role(JWTClaimsSet claims) {
        Object value = claims.getClaims();
        for (String step : rolesClaim) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        Collection<?> names = value instanceof Collection<?> list
                ? list
                : value instanceof String text ? Arrays.asList(text.split(" ")) : List.of();
        return names.stream()
                .map(String::valueOf)
                .flatMap(name -> Optional.ofNullable(roles.get(name)).or(() -> Role.of(name)).stream())
                .max(Role::compareTo);
    }

    private ConfigurableJWTProcessor<SecurityContext> processor() throws Unavailable {
        ConfigurableJWTProcessor<SecurityContext> made = processor;
        return made != null ? made : make();
    }

    private synchronized ConfigurableJWTProcessor<SecurityContext> make() throws Unavailable {
        ConfigurableJWTProcessor<SecurityContext> made = processor;
        if (made != null) {
            return made;
        }
        Unavailable before = lastFailure;
        if (before != null && System.nanoTime() - failedAt < REST_NANOS) {
            throw before;
        }
        try {
            made = forKeysAt(keysAddress());
            processor = made;
            return made;
        } catch (IOException | ParseException | RuntimeException e) {
            Unavailable failure =
                    new Unavailable("the issuer '" + issuer + "' cannot be asked for its keys: " + e.getMessage(), e);
            lastFailure = failure;
            failedAt = System.nanoTime();
            throw failure;
        }
    }

    private URL keysAddress() throws IOException, ParseException {
        String page = issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
        Map<String, Object> found = JSONObjectUtils.parse(
                http.retrieveResource(URI.create(page).toURL()).getContent());
        if (!issuer.equals(found.get("issuer"))) {
            throw new IOException("'" + page + "' speaks for another issuer, '" + found.get("issuer") + "'");
        }
        String keys = String.valueOf(found.get("jwks_uri"));
        checkAddress(keys, "The keys of issuer '" + issuer + "' at '" + keys + "'");
        return URI.create(keys).toURL();
    }

    private ConfigurableJWTProcessor<SecurityContext> forKeysAt(URL keys) {
        DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
        made.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        made.setJWSKeySelector(new JWSVerificationKeySelector<>(
                ALGORITHMS,
                // Without refreshing ahead, which takes threads of its own. A flood of tokens with unknown keys must
                // not
                // become a flood of questions, so that the rate limit stays.
                JWKSourceBuilder.<SecurityContext>create(keys, http)
                        .refreshAheadCache(false)
                        .cache(true)
                        .outageTolerant(OUTAGE_MILLIS)
                        .build()));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp"));
        claims.setMaxClockSkew(Math.toIntExact(clockSkew.toSeconds()));
        made.setJWTClaimsSetVerifier(claims);
        return made;
    }

    /** Whoever could change the answers on their way could sign tokens. */
    private static void checkAddress(String address, String what) {
        try {
            URI uri = URI.create(address);
            String host = uri.getHost();
            if (host != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme())
                                    && LOOPBACK.matcher(host).matches()))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new HearthException(what + ": it is no URL: " + e.getMessage() + ".", e);
        }
        throw new HearthException(what + ": it must be a URL with https; http will do on this machine alone.");
    }
}
