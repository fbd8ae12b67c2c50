package dev.hearth.platform.dispatch;

import dev.hearth.functions.link.FromReplica.Hello;
import dev.hearth.functions.link.LinkLimits;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Where replicas join: a WebSocket at {@value #PATH} of the platform's HTTP server. Safe for use by several threads. */
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
    private final boolean replica;
    private BiFunction<String, String, Optional<URI>> elsewhere = (environment, version) -> Optional.empty();
    private final AtomicInteger strangers = new AtomicInteger();

    @Inject
    LinkServer(
            Vertx vertx,
            Invitations invitations,
            DispatchConfig config,
            Instance<CallHandler> callHandler,
            LinkRefusals refusals,
            Instance<PoolOwners> owners,
            @ConfigProperty(name = "hearth.role", defaultValue = "platform") String role) {
        this(vertx, invitations, config, callHandler::get, refusals, role.equals("replica"));
        redirect((environment, version) -> owners.get().elsewhere(environment, version));
    }

    LinkServer(
            Vertx vertx,
            Invitations invitations,
            DispatchConfig config,
            Supplier<CallHandler> callHandler,
            LinkRefusals refusals,
            boolean replica) {
        this.vertx = vertx;
        this.invitations = invitations;
        this.config = config;
        this.callHandler = callHandler;
        this.refusals = refusals;
        this.replica = replica;
    }

    /** Replicas whose pools are somewhere else are sent there from now on. */
    void redirect(BiFunction<String, String, Optional<URI>> where) {
        elsewhere = where;
    }

    void register(@Observes Router router) {
        if (!replica) {
            router.get(PATH).handler(this::connect);
        }
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

    Optional<Invitations.Refusal> accept(Hello hello) {
        return invitations
                .accept(hello)
                .or(() -> elsewhere
                        .apply(hello.environment(), hello.environmentVersion())
                        .map(Invitations.Refusal::elsewhere));
    }

    void refused(String name, String peer, String reason) {
        refusals.refused(name, peer, reason);
    }
}
