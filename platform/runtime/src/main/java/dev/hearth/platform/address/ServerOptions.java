package dev.hearth.platform.address;

import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The options of the platform's server, for another one of the same kind. Safe for use by several threads. */
@Singleton
@Unremovable
public final class ServerOptions implements HttpServerOptionsCustomizer {
    private volatile @Nullable HttpServerOptions plain;
    private volatile @Nullable HttpServerOptions encrypted;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        plain = options;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (options.getKeyCertOptions() != null) {
            encrypted = options;
        }
    }

    /** A copy: with the server's limits, and with TLS if it speaks that. Once the server has started. */
    public HttpServerOptions copy() {
        HttpServerOptions known = encrypted != null ? encrypted : plain;
        return known == null ? new HttpServerOptions() : new HttpServerOptions(known);
    }
}
