package dev.hearth.platform.dispatch;

import dev.hearth.functions.link.FromReplica.Hello;
import dev.hearth.functions.link.LinkLimits;
import dev.hearth.platform.address.LinkConfig;
import dev.hearth.platform.dispatch.Invitations.Refusal;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Where replicas join: a WebSocket at {@value #PATH} of the platform's HTTP server, or of a port of its own. Safe for use by several threads. */
@Singleton
final class LinkServer {
    static final String PATH = "/hearth/link";

    private static final Logger log = Logger.getLogger(LinkServer.class);
    private static final int UPGRADE_REQUIRED = 426;
    private static final int UNAVAILABLE = 503;

    private final Vertx vertx;
    private final Invitations invitations;
    private final DispatchConfig config;
    private final Supplier<CallHandler> callHandler;
    private final LinkRefusals refusals;
    private final Arrivals arrivals;
    private final boolean elsewhere;
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private BiFunction<String, String, Optional<URI>> redirects = (environment, version) -> Optional.empty();
    private final AtomicInteger strangers = new AtomicInteger();

    @Inject
    LinkServer(
            Vertx vertx,
            Invitations invitations,
            DispatchConfig config,
            Instance<CallHandler> callHandler,
            LinkRefusals refusals,
            LinkConfig link,
            Instance<Arrivals> arrivals,
            Instance<PoolOwners> owners,
            @ConfigProperty(name = "hearth.role", defaultValue = "platform") String role) {
        this(
                vertx,
                invitations,
                config,
                callHandler::get,
                refusals,
                // In another platform there is one, or will be: the replica is sent there when it comes again.
                (environment, version) -> owners.get().take(environment).isPresent()
                        || arrivals.get().expected(environment, version),
                role.equals("replica") || link.port().isPresent());
        redirect((environment, version) -> owners.get().elsewhere(environment, version));
    }

    LinkServer(
            Vertx vertx,
            Invitations invitations,
            DispatchConfig config,
            Supplier<CallHandler> callHandler,
            LinkRefusals refusals,
            Arrivals arrivals,
            boolean elsewhere) {
        this.vertx = vertx;
        this.invitations = invitations;
        this.config = config;
        this.callHandler = callHandler;
        this.refusals = refusals;
        this.arrivals = arrivals;
        this.elsewhere = elsewhere;
    }

    /** Replicas whose pools are somewhere else are sent there from now on. */
    void redirect(BiFunction<String, String, Optional<URI>> where) {
        redirects = where;
    }

    void register(@Observes Router router) {
        if (!elsewhere) {
            route(router);
        }
    }

    void route(Router router) {
        router.get(PATH).handler(this::connect);
    }

    /** How many were not let in. */
    long refusals() {
        return refusals.count();
    }

    private void connect(RoutingContext request) {
        if (!"websocket".equalsIgnoreCase(request.request().getHeader("Upgrade"))) {
            request.response().setStatusCode(UPGRADE_REQUIRED).end("Replicas join here, by WebSocket.\n");
            return;
        }
        if (strangers.incrementAndGet() > Tuning.MAX_STRANGERS) {
            strangers.decrementAndGet();
            refused("", String.valueOf(request.request().remoteAddress()), "too many connections have not said hello");
            request.response().setStatusCode(UNAVAILABLE).end("Too many connections have not said hello.\n");
            return;
        }
        LinkLimits limits = LinkLimits.forPayloads(Tuning.payloadLimit(config));
        request.request()
                .toWebSocket()
                .onSuccess(socket -> new Link(this, vertx, socket, limits, callHandler.get()))
                .onFailure(failure -> {
                    introduced();
                    log.debugf("Link: an upgrade failed: %s", failure);
                });
    }

    /** A connection is no longer a stranger, for it has said hello or has gone. */
    void introduced() {
        strangers.decrementAndGet();
    }

    /**
     * Lets the link in as the replica's. If that has another one, it has lost it and does not know yet, or the platform does not: the newer
     * one counts.
     */
    Optional<Refusal> accept(Hello hello, Link link) {
        Optional<Refusal> refusal = invitations
                .accept(hello)
                .or(() -> redirects
                        .apply(hello.environment(), hello.environmentVersion())
                        .map(Refusal::elsewhere));
        if (refusal.isPresent()) {
            return refusal;
        }
        Link before = links.putIfAbsent(hello.replica(), link);
        while (before != null) {
            if (!before.isOf(hello.environment())) {
                // Whoever has one environment's key gets nothing of another's by taking its replica's name.
                return Optional.of(Refusal.toStranger("a replica of another environment has that name"));
            }
            if (links.replace(hello.replica(), before, link)) {
                before.superseded();
                break;
            }
            before = links.putIfAbsent(hello.replica(), link);
        }
        return Optional.empty();
    }

    /** The link is no longer the replica's. */
    void gone(Hello hello, Link link) {
        links.remove(hello.replica(), link);
    }

    /** Why nobody listens where the replica's pool should be. Blocks, for it may make the pool. */
    Refusal unheard(Hello hello) {
        return arrivals.expected(hello.environment(), hello.environmentVersion())
                ? Refusal.later("its pool is just being made, here or in another platform", Tuning.POOL_RETRY)
                : Refusal.later(
                        "version " + hello.environmentVersion() + " of environment '" + hello.environment()
                                + "' is not in use here",
                        Tuning.VERSION_RETRY);
    }

    void refused(String name, String peer, String reason) {
        refusals.refused(name, peer, reason);
    }
}
