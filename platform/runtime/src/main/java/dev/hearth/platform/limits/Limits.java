package dev.hearth.platform.limits;

import dev.hearth.platform.http.Problem;
import io.quarkus.vertx.http.HttpServer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Ends the connections of clients that are slow to ask, so that they do not keep others out. */
@Singleton
final class Limits {
    /** Before everything that might answer. */
    private static final int ORDER = -1000;

    private static final int TIMED_OUT = 408;

    private final LimitsConfig config;
    private final Instance<HttpServer> server;
    private final boolean replica;

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
                return port == listening.getPort() || port == listening.getSecurePort();
            });
            router.route().order(ORDER).handler(this::asked);
        }
    }

    private void asked(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        // A future of the end can be had before it alone.
        Future<Void> read = request.isEnded() ? Future.succeededFuture() : request.end();
        Pace pace = pace(request);
        if (pace != null) {
            pace.asked();
            if (request.version() != HttpVersion.HTTP_2) {
                // A WebSocket has no end but its connection's, and of HTTP/2 a connection has many requests at a time.
                ctx.addEndHandler(ended -> read.onComplete(end -> pace.answered()));
            }
        }
        if (!request.isEnded()) {
            watchBody(ctx, request, read);
        }
        ctx.next();
    }

    private void watchBody(RoutingContext ctx, HttpServerRequest request, Future<Void> read) {
        boolean stream = request.path().endsWith("/map");
        long[] timer = {-1};
        Runnable watch =
                () -> timer[0] = ctx.vertx().setTimer(config.bodyTimeout().toMillis(), id -> late(ctx, request));
        if (stream) {
            // Whoever still sends when it was answered is not heard.
            ctx.addEndHandler(ended -> {
                if (!request.isEnded()) {
                    watch.run();
                }
            });
        } else {
            watch.run();
        }
        read.onComplete(end -> ctx.vertx().cancelTimer(timer[0]));
    }

    private void late(RoutingContext ctx, HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        if (ctx.response().headWritten()) {
            request.connection().close();
            return;
        }
        ctx.response().putHeader("Connection", "close");
        ctx.addEndHandler(sent -> request.connection().close());
        Problem.of(
                        TIMED_OUT,
                        "Cannot read the body of " + request.method() + " " + ctx.normalizedPath()
                                + ": it has not come within "
                                + config.bodyTimeout().toMillis()
                                + " ms. Send it faster, or raise hearth.limits.body-timeout.")
                .send(ctx.response());
    }

    private static @Nullable Pace pace(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection ? Pace.of(connection.channel()) : null;
    }
}
