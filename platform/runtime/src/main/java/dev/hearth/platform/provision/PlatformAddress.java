package dev.hearth.platform.provision;

import dev.hearth.HearthException;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/** Where replicas of this machine reach the platform: known once its HTTP server listens, for the port may be any free one. */
@Singleton
final class PlatformAddress {
    /** Set by Quarkus for the server that listens, whatever port it was given. */
    private static final String BASE = "quarkus.http.local-base-uri";

    /** The server has several event loops: one may tell that it listens a moment before another has set the address. */
    private static final long RETRY_MILLIS = 20;

    private static final int RETRIES = 500;

    private final CompletableFuture<URI> link = new CompletableFuture<>();
    private final Supplier<Optional<URI>> base;

    @Inject
    PlatformAddress(Config config) {
        this(() -> config.getOptionalValue(BASE, URI.class));
    }

    /** Takes the server's base address from the supplier, which may not know it yet. */
    PlatformAddress(Supplier<Optional<URI>> base) {
        this.base = base;
    }

    void listening(@ObservesAsync HttpServerStart start) {
        ask(RETRIES);
    }

    /** Completes when the platform listens. */
    CompletionStage<URI> link() {
        return link;
    }

    private void ask(int retries) {
        Optional<URI> known = base.get();
        if (known.isPresent()) {
            link.complete(linkUnder(known.get()));
        } else if (retries > 0) {
            CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> ask(retries - 1));
        } else {
            link.completeExceptionally(
                    new HearthException("where the platform listens is not known: '" + BASE + "' is not set"));
        }
    }

    /** The server's base address may have a path, {@code quarkus.http.root-path}, and speaks HTTP. */
    static URI linkUnder(URI base) {
        return URI.create(base.toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + "/hearth/link");
    }
}
