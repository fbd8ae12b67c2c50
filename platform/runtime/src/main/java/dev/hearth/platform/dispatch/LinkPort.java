package dev.hearth.platform.dispatch;

import dev.hearth.platform.address.LinkConfig;
import dev.hearth.platform.address.LinkRouter;
import dev.hearth.platform.address.PlatformAddress;
import dev.hearth.platform.address.ServerOptions;
import dev.hearth.platform.limits.Limits;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The port for links, if they have one of their own: a server like the platform's, at the same host, with the same limits and TLS, on which there is
 * nothing but the link's path. It opens when the platform's server listens. Safe for use by several threads.
 */
@Singleton
final class LinkPort {
    private static final Logger log = Logger.getLogger(LinkPort.class);

    private final Vertx vertx;
    private final LinkConfig config;
    private final LinkServer links;
    private final PlatformAddress address;
    private final ServerOptions options;
    private final Limits limits;
    private final Event<LinkRouter> guards;
    private final String host;
    private final int maxConnections;
    private final AtomicBoolean opened = new AtomicBoolean();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile @Nullable HttpServer server;

    @Inject
    LinkPort(
            Vertx vertx,
            LinkConfig config,
            LinkServer links,
            PlatformAddress address,
            ServerOptions options,
            Limits limits,
            Event<LinkRouter> guards,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.limits.max-connections") int maxConnections) {
        this.vertx = vertx;
        this.config = config;
        this.links = links;
        this.address = address;
        this.options = options;
        this.limits = limits;
        this.guards = guards;
        this.host = host;
        this.maxConnections = maxConnections;
    }

    void listening(@ObservesAsync HttpServerStart start) {
        open();
    }

    void listening(@ObservesAsync HttpsServerStart start) {
        open();
    }

    void close(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        HttpServer open = server;
        if (open != null) {
            var unused = open.close();
        }
    }

    /** The platform's server tells several times that it listens. */
    private void open() {
        if (config.port().isEmpty() || !opened.compareAndSet(false, true)) {
            return;
        }
        int port = config.port().getAsInt();
        Router router = Router.router(vertx);
        guards.fire(new LinkRouter(router));
        links.route(router);
        vertx.createHttpServer(options.copy().setHost(host).setPort(port))
                .connectionHandler(this::count)
                .requestHandler(router)
                .listen()
                .onSuccess(listening -> {
                    server = listening;
                    limits.watch(listening.actualPort(), router);
                    address.linkListens(listening.actualPort());
                    log.infof("Replicas join at port %d of %s.", listening.actualPort(), host);
                })
                .onFailure(failure -> {
                    log.fatalf(
                            "Configuration 'hearth.link.port' '%d': the platform cannot listen there: %s. Choose another. The platform ends.",
                            port, failure.getMessage());
                    Quarkus.asyncExit(1);
                });
    }

    private void count(HttpConnection connection) {
        connection.closeHandler(ignored -> connections.decrementAndGet());
        if (connections.incrementAndGet() > maxConnections) {
            connection.close();
        }
    }
}
