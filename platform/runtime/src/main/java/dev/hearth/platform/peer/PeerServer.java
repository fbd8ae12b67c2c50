package dev.hearth.platform.peer;

import dev.hearth.functions.link.LinkLimits;
import dev.hearth.platform.dispatch.DispatchConfig;
import dev.hearth.platform.dispatch.LocalPools;
import dev.hearth.platform.journal.PoolOwnership.Platform;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Where the other platforms bring elements of pools that this one has: a WebSocket at {@value #PATH} of the platform's HTTP server, for
 * those who know the secret that stands in the shared database. Safe for use by several threads.
 */
@Singleton
final class PeerServer {
    static final String PATH = "/hearth/peer";
    static final String SECRET = "Hearth-Secret";
    static final String PLATFORM = "Hearth-Platform";
    static final String PROTOCOL = "Hearth-Protocol";

    private static final Logger log = Logger.getLogger(PeerServer.class);
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;

    private final Vertx vertx;
    private final Instance<LocalPools> pools;
    private final LinkLimits limits;
    private final boolean replica;
    private final Map<PeerSession, String> sessions = new ConcurrentHashMap<>();
    private volatile Optional<String> secret = Optional.empty();
    private volatile BiPredicate<String, String> mine = (environment, identity) -> false;

    @Inject
    PeerServer(
            Vertx vertx,
            Instance<LocalPools> pools,
            DispatchConfig config,
            @ConfigProperty(name = "hearth.role", defaultValue = "platform") String role) {
        this.vertx = vertx;
        this.pools = pools;
        this.limits =
                LinkLimits.forPayloads(Math.toIntExact(config.payloadLimit().asLongValue()));
        this.replica = role.equals("replica");
    }

    void register(@Observes Router router) {
        if (!replica) {
            router.get(PATH).handler(this::connect);
        }
    }

    /** From now on others may come. */
    void open(String known, BiPredicate<String, String> pool) {
        mine = pool;
        secret = Optional.of(known);
    }

    private void connect(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        String from = String.valueOf(request.getHeader(PLATFORM));
        String shown = String.valueOf(request.getHeader(SECRET));
        if (secret.isEmpty() || !same(secret.get(), shown)) {
            log.warnf("Link of platforms: %s was refused, for it does not have the secret.", request.remoteAddress());
            ctx.response().setStatusCode(UNAUTHORIZED).end("Platforms of one journal meet here.\n");
        } else if (!PeerFrames.PROTOCOL.equals(request.getHeader(PROTOCOL))) {
            ctx.response()
                    .setStatusCode(CONFLICT)
                    .end("It speaks protocol " + request.getHeader(PROTOCOL) + ", but this platform speaks "
                            + PeerFrames.PROTOCOL + ".\n");
        } else {
            request.toWebSocket()
                    .onSuccess(socket -> {
                        Context context = vertx.getOrCreateContext();
                        PeerSession session = new PeerSession(pools.get(), mine, context, sessions::remove);
                        sessions.put(session, from);
                        session.open(socket, limits);
                    })
                    .onFailure(failure -> log.debugf("Link of platforms: an upgrade failed: %s", failure));
        }
    }

    private static boolean same(String secret, String shown) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** What a dead platform has brought here goes on elsewhere; here it must not run on. */
    void keepOnly(List<Platform> living) {
        Set<String> ids = living.stream().map(Platform::id).collect(Collectors.toSet());
        sessions.forEach((session, from) -> {
            if (!ids.contains(from)) {
                session.close("its platform's lease has run out");
            }
        });
    }

    /** This platform has no pools any more. */
    void closeAll(String reason) {
        sessions.keySet().forEach(session -> session.close(reason));
    }
}
