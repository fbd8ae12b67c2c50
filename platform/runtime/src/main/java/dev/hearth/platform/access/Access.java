package dev.hearth.platform.access;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.platform.address.LinkRouter;
import dev.hearth.platform.state.StateFolder;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The platform's door. It is locked, or opens to nobody but this machine: a platform that others can reach does not start without
 * authentication.
 */
@Singleton
public final class Access {
    private static final Logger LOG = Logger.getLogger(Access.class);

    /** After Quarkus's answers to browsers that ask before they call, and before every route. */
    private static final int ORDER = -100;

    private static final String HOST = "quarkus.http.host";

    private final AccessConfig config;
    private final OidcConfig oidcConfig;
    private final Config all;
    private final Instance<Catalog> catalog;
    private final boolean replica;
    private volatile @Nullable Tokens tokens;
    private volatile @Nullable AccessFilter filter;

    @Inject
    Access(
            AccessConfig config,
            OidcConfig oidcConfig,
            Config all,
            Instance<Catalog> catalog,
            @ConfigProperty(name = "hearth.role", defaultValue = "platform") String role) {
        this.config = config;
        this.oidcConfig = oidcConfig;
        this.all = all;
        this.catalog = catalog;
        this.replica = role.equals("replica");
    }

    /** Before the server listens: what is thrown here ends the start. */
    void install(@Observes Router router) {
        if (replica) {
            return;
        }
        boolean authenticates = config.tokens() || oidcConfig.issuer().isPresent();
        String host = all.getOptionalValue(HOST, String.class).orElse("0.0.0.0");
        if (!isLoopback(host)) {
            refuseToServeAnybody(host, authenticates);
        }
        Optional<Oidc> oidc = Oidc.of(oidcConfig);
        // With an issuer alone, the owner's own commands still have a token of this process's.
        tokens = authenticates ? new Tokens(tokensFile(), System::nanoTime) : null;
        AccessFilter made = new AccessFilter(
                Optional.ofNullable(tokens),
                oidc,
                new LocalCallers(config.hosts().orElse(List.of())),
                config.openPaths().orElse(List.of()));
        filter = made;
        router.route().order(ORDER).handler(made);
    }

    /** The port for links has the same door. */
    void install(@Observes LinkRouter link) {
        AccessFilter known = filter;
        if (known != null) {
            link.router().route().order(ORDER).handler(known);
        }
    }

    /** The token for commands of whoever runs this platform; empty if none is needed. */
    public Optional<String> ownToken() {
        return Optional.ofNullable(tokens).map(Tokens::own);
    }

    private Optional<TokensFile> tokensFile() {
        return config.tokens()
                ? Optional.of(config.tokensFile()
                        .map(TokensFile::at)
                        .orElseGet(() -> TokensFile.in(
                                StateFolder.of(System.getenv()), catalog.get().applicationName())))
                : Optional.empty();
    }

    private void refuseToServeAnybody(String host, boolean authenticates) {
        if (!authenticates) {
            throw new HearthException("Configuration '" + HOST + "' '" + host
                    + "': the platform would run anything for anybody who reaches that address, for it has no"
                    + " authentication. Set hearth.auth.tokens=true and make a token with 'tokens create', or set"
                    + " hearth.auth.oidc.issuer; or listen on 127.0.0.1.");
        }
        if (!"disabled"
                .equals(all.getOptionalValue("quarkus.http.insecure-requests", String.class)
                        .orElse(""))) {
            LOG.warnf(
                    "Configuration '%s' '%s': tokens and inputs travel there in the clear, unless a proxy encrypts what"
                            + " goes to others. See the guide's page on security for TLS.",
                    HOST, host);
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // The server will say so.
            return false;
        }
    }
}
