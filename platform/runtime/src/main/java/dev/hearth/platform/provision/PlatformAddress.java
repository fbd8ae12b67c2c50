package dev.hearth.platform.provision;

import io.quarkus.vertx.http.HttpServer;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where replicas of this machine reach the platform: known once its HTTP server listens, for the port may be any free one. */
@Singleton
final class PlatformAddress {
    /** How long to wait for the server at most: work may come from the application's own start, before the server listens. */
    private static final long WAIT_MILLIS = 30_000;

    private static final long LOOK_MILLIS = 20;

    private final HttpServer server;
    private final Vertx vertx;

    @Inject
    PlatformAddress(HttpServer server, Vertx vertx) {
        this.server = server;
        this.vertx = vertx;
    }

    /** Completes when the platform listens. The server's start event is no help: it may come before the port is known. */
    CompletionStage<URI> link() {
        CompletableFuture<URI> link = new CompletableFuture<>();
        look(link, WAIT_MILLIS / LOOK_MILLIS);
        return link;
    }

    private void look(CompletableFuture<URI> link, long tries) {
        if (server.getPort() > 0 || server.getSecurePort() > 0) {
            try {
                link.complete(linkUnder(server.getLocalBaseUri()));
                return;
            } catch (RuntimeException e) {
                // The port is registered a moment before the address.
                if (tries == 0) {
                    link.completeExceptionally(e);
                    return;
                }
            }
        }
        if (tries == 0) {
            link.completeExceptionally(
                    new IllegalStateException(
                            "Platform address: the HTTP server does not listen after " + WAIT_MILLIS
                                    + " ms, so replicas can't reach it. Look for the reason in the log, or use embedded replicas."));
            return;
        }
        vertx.setTimer(LOOK_MILLIS, id -> look(link, tries - 1));
    }

    /** The server's base address may have a path, {@code quarkus.http.root-path}, and speaks HTTP. */
    static URI linkUnder(URI base) {
        return URI.create(base.toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + "/hearth/link");
    }
}
