package dev.hearth.platform.limits;

import io.quarkus.vertx.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Ends the connections of clients that are slow to ask, so that they do not keep others out. */
@Singleton
public final class Limits {
    /** Before everything that might answer. */
    private static final int ORDER = -1000;

    private final LimitsConfig config;
    private final Instance<HttpServer> server;
    private final boolean replica;
    private final Set<Integer> others = ConcurrentHashMap.newKeySet();

    @Inject
    Limits(
            LimitsConfig config,
            Instance<HttpServer> server,
            @ConfigProperty(name = "hearth.role", defaultValue = "platform") String role) {
        this.config = config;
        this.server = server;
        this.replica = role.equals("replica");
    }

    void install(@Observes Router router) {
        if (!replica) {
            SlowClients.watch(config, port -> {
                HttpServer listening = server.get();
                return port == listening.getPort() || port == listening.getSecurePort() || others.contains(port);
            });
            router.route().order(ORDER).handler(Limits::asked);
        }
    }

    /** The same for another server of the platform's. To be called before it listens. */
    public void watch(int port, Router router) {
        router.route().order(ORDER).handler(Limits::asked);
        others.add(port);
    }

    private static void asked(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Pace pace = pace(request);
        if (pace != null) {
            pace.asked();
            // A WebSocket has no end but its connection's, and of HTTP/2 a connection has many requests at a time.
            if (request.version() != HttpVersion.HTTP_2) {
                ctx.addEndHandler(ended -> pace.answered());
            }
        }
        ctx.next();
    }

    private static @Nullable Pace pace(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection ? Pace.of(connection.channel()) : null;
    }
}
