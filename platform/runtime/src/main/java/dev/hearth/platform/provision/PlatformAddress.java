package dev.hearth.platform.provision;

import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where replicas of this machine reach the platform: known once its HTTP server listens, for the port may be any free one. */
@Singleton
final class PlatformAddress {
    private final CompletableFuture<URI> link = new CompletableFuture<>();
    private final HttpServer server;

    @Inject
    PlatformAddress(HttpServer server) {
        this.server = server;
    }

    void listening(@ObservesAsync HttpServerStart start) {
        link.complete(linkUnder(server.getLocalBaseUri()));
    }

    /** Completes when the platform listens. */
    CompletionStage<URI> link() {
        return link;
    }

    /** The server's base address may have a path, {@code quarkus.http.root-path}, and speaks HTTP. */
    static URI linkUnder(URI base) {
        return URI.create(base.toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + "/hearth/link");
    }
}
