package dev.hearth.platform.address;

import dev.hearth.HearthException;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/**
 * Where this machine reaches the platform: known once its HTTP server listens, for the port may be any free one. If it speaks TLS, that
 * is how it is reached. Safe for use by several threads.
 */
@Singleton
public final class PlatformAddress {
    /** Set by Quarkus for the server that listens without TLS, whatever port it was given. */
    private static final String BASE = "quarkus.http.local-base-uri";

    /** The server has several event loops: one may tell that it listens a moment before another has set the address. */
    private static final long RETRY_MILLIS = 20;

    private static final int RETRIES = 500;

    private final CompletableFuture<URI> base = new CompletableFuture<>();
    private final CompletableFuture<Integer> linkPort = new CompletableFuture<>();
    private final boolean ownLinkPort;
    private final Supplier<Optional<Path>> certificates;
    private final Supplier<Optional<URI>> known;

    @Inject
    PlatformAddress(Config config, HttpServer server, ServerCertificate certificate, LinkConfig link) {
        this(
                link.port().isPresent(),
                certificate::file,
                () -> certificate.shown().isEmpty()
                        ? config.getOptionalValue(BASE, URI.class)
                        : server.getSecurePort() <= 0
                                ? Optional.empty()
                                : Optional.of(encrypted(
                                        config.getValue("quarkus.http.host", String.class),
                                        server.getSecurePort(),
                                        config.getOptionalValue("quarkus.http.root-path", String.class)
                                                .orElse("/"))));
    }

    /**
     * @param ownLinkPort {@link #linkListens} will be called
     * @param certificates the file of those that the server shows
     * @param known the server's base address, once it is known
     */
    PlatformAddress(boolean ownLinkPort, Supplier<Optional<Path>> certificates, Supplier<Optional<URI>> known) {
        this.ownLinkPort = ownLinkPort;
        this.certificates = certificates;
        this.known = known;
    }

    void listening(@ObservesAsync HttpServerStart start) {
        ask(RETRIES);
    }

    void listening(@ObservesAsync HttpsServerStart start) {
        ask(RETRIES);
    }

    /** Completes when the platform listens: the address that its API is under. */
    public CompletionStage<URI> base() {
        return base;
    }

    /** Completes when the platform listens for links. */
    public CompletionStage<LinkAddress> link() {
        CompletionStage<URI> under = ownLinkPort ? base.thenCombine(linkPort, PlatformAddress::at) : base;
        return under.thenApply(address -> new LinkAddress(linkUnder(address), certificates.get()));
    }

    /** Links have a port of their own, and it is open. */
    public void linkListens(int port) {
        linkPort.complete(port);
    }

    private void ask(int retries) {
        Optional<URI> address = known.get();
        if (address.isPresent()) {
            base.complete(address.get());
        } else if (retries > 0) {
            CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> ask(retries - 1));
        } else {
            base.completeExceptionally(
                    new HearthException("where the platform listens is not known: '" + BASE + "' is not set"));
        }
    }

    /** The same host at another port, where there is no path. */
    static URI at(URI base, int port) {
        String host = base.getHost();
        return URI.create(base.getScheme() + "://" + host + ":" + port);
    }

    /** The server's base address may have a path, {@code quarkus.http.root-path}, and speaks HTTP. */
    static URI linkUnder(URI base) {
        return URI.create(base.toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + "/hearth/link");
    }

    /** An address that stands for all of this machine's is reached at loopback. */
    static URI encrypted(String host, int port, String rootPath) {
        String name = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
        String literal = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        String path = rootPath.startsWith("/") ? rootPath : "/" + rootPath;
        return URI.create("https://" + literal + ":" + port + path);
    }
}
