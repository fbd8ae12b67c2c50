package dev.hearth.platform.peer;

import dev.hearth.functions.link.LinkLimits;
import dev.hearth.platform.journal.PoolOwnership.Platform;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Opens links to other platforms. Used on one event loop, but for the secret. */
final class Dialer {
    private static final Logger log = Logger.getLogger(Dialer.class);
    private static final int CONNECT_MILLIS = 5_000;

    private final Vertx vertx;
    private final LinkLimits limits;
    private final Set<String> unreachable = ConcurrentHashMap.newKeySet();
    private volatile String secret = "";

    Dialer(Vertx vertx, LinkLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** Asks for the secret, unless it is known. */
    void secret(Supplier<String> known) {
        if (secret.isEmpty()) {
            secret = known.get();
        }
    }

    /** Opens a link, or closes it with the reason. */
    void dial(Platform platform, String self, PeerLink link) {
        URI address = platform.address().orElseThrow();
        boolean encrypted = "https".equals(address.getScheme());
        WebSocketClientOptions options =
                new WebSocketClientOptions().setConnectTimeout(CONNECT_MILLIS).setSsl(encrypted);
        // What it shows is known from the database: that and nothing else is trusted, by whatever name it is called.
        platform.certificate()
                .ifPresent(pem -> options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem)))
                        .setVerifyHost(false));
        WebSocketClient client = vertx.createWebSocketClient(options);
        client.connect(new WebSocketConnectOptions()
                        .setHost(address.getHost())
                        .setPort(address.getPort() > 0 ? address.getPort() : encrypted ? 443 : 80)
                        .setSsl(encrypted)
                        .setURI(path(address))
                        .putHeader(PeerServer.SECRET, secret)
                        .putHeader(PeerServer.PLATFORM, self)
                        .putHeader(PeerServer.PROTOCOL, PeerFrames.PROTOCOL))
                .onSuccess(socket -> {
                    unreachable.remove(platform.id());
                    if (link.closed()) {
                        client.close();
                    } else {
                        link.open(socket, limits, client::close);
                    }
                })
                .onFailure(failure -> {
                    client.close();
                    log.logf(
                            unreachable.add(platform.id()) ? Logger.Level.WARN : Logger.Level.DEBUG,
                            "The platform at %s cannot be reached: %s. What is for its pools waits.",
                            address,
                            failure);
                    link.close("it cannot be reached");
                });
    }

    private static String path(URI address) {
        return address.getPath().replaceFirst("/$", "") + PeerServer.PATH;
    }
}
