package dev.hearth.functions.replica;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Opens WebSockets to platforms. Safe for use by several threads. */
final class Dialler {
    private static final int CONNECT_MILLIS = 10_000;

    /** A platform that is frozen takes connections, for its kernel does, and never answers. */
    private static final int HANDSHAKE_MILLIS = 30_000;

    private final Vertx vertx;
    private final Optional<String> certificates;
    private final Map<String, WebSocketClient> clients = new ConcurrentHashMap<>();

    /** @param certificates with {@code wss}: the PEM file of those that platforms may show */
    Dialler(Vertx vertx, Optional<String> certificates) {
        this.vertx = vertx;
        this.certificates = certificates;
    }

    /** Opens one, as {@code ws} or {@code wss}. */
    Future<WebSocket> dial(URI platform) {
        Future<WebSocket> opening = clients.computeIfAbsent(
                        String.valueOf(platform.getScheme()),
                        scheme -> vertx.createWebSocketClient(options(scheme.equals("wss"), certificates)))
                .connect(new WebSocketConnectOptions()
                        .setHost(platform.getHost())
                        .setPort(platform.getPort())
                        .setURI(platform.getRawPath()));
        // The options' own timeout would end the WebSocket as well, however long it has been open.
        return opening.timeout(HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(late -> opening.onSuccess(WebSocket::close));
    }

    static WebSocketClientOptions options(boolean encrypted, Optional<String> certificates) {
        WebSocketClientOptions options = new WebSocketClientOptions().setConnectTimeout(CONNECT_MILLIS);
        if (encrypted) {
            options.setSsl(true);
            // Nobody else can show what the platform has said that it shows, so the name in it does not matter.
            certificates.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file))
                    .setVerifyHost(false));
        }
        return options;
    }
}
