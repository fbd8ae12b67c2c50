package dev.hearth.platform.cli;

import dev.hearth.platform.access.Access;
import dev.hearth.platform.address.PlatformAddress;
import dev.hearth.platform.address.ServerCertificate;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a command once Quarkus has started in its JVM. */
@Singleton
@Unremovable
class PlatformApplication implements QuarkusApplication {
    /** Quarkus makes the instance itself, so that what it shall do waits here. One command runs in a process. */
    static volatile Consumer<Client> action = client -> {};

    /** The server listens before this runs: what is awaited is that it has told so. */
    private static final int ADDRESS_SECONDS = 20;

    private final PlatformAddress address;
    private final ServerCertificate certificate;
    private final Access access;

    @Inject
    PlatformApplication(PlatformAddress address, ServerCertificate certificate, Access access) {
        this.address = address;
        this.certificate = certificate;
        this.access = access;
    }

    @Override
    public int run(String... args) {
        URI url = address.base()
                .toCompletableFuture()
                .orTimeout(ADDRESS_SECONDS, TimeUnit.SECONDS)
                .join();
        action.accept(new Client(
                new Target(url, access.ownToken(), certificate.shown().map(Trust::exactly))));
        return 0;
    }
}
