package dev.hearth.functions.direct;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.replica.PodServer;
import dev.hearth.functions.replica.ReplicaEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of a replica in a pod. It is not Quarkus's: nothing that the application or the platform serves is served there, and what
 * is served there is served nowhere else. Safe for use by several threads.
 */
@Singleton
public final class DirectServer implements PodServer {
    private static final Logger LOG = Logger.getLogger(DirectServer.class);

    /** As much as the platform takes. */
    private static final int MAX_HEADERS = 20 * 1024;

    /** Far more than a proxy before the pod opens. More are closed at once. */
    private static final int MAX_CONNECTIONS = 1024;

    private final Vertx vertx;
    private final Catalog catalog;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile @Nullable DirectRoutes routes;

    @Inject
    DirectServer(Vertx vertx, Catalog catalog) {
        this.vertx = vertx;
        this.catalog = catalog;
    }

    @Override
    public Future<Integer> open(ReplicaEngine engine, String environment, String host, int port, int payloadLimit) {
        DirectRoutes opened = new DirectRoutes(
                vertx, engine, catalog.applicationName(), new DirectTasks(catalog, environment), payloadLimit);
        routes = opened;
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setMaxHeaderSize(MAX_HEADERS)
                .setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    connection.closeHandler(ignored -> connections.decrementAndGet());
                    if (connections.incrementAndGet() > MAX_CONNECTIONS) {
                        connection.close();
                    }
                })
                .requestHandler(opened)
                .listen()
                .map(server -> {
                    LOG.infof("Tasks of environment '%s' are served at port %d.", environment, server.actualPort());
                    return server.actualPort();
                });
    }

    @Override
    public void drain() {
        DirectRoutes opened = routes;
        if (opened != null) {
            opened.drain();
        }
    }
}
