package dev.hearth.platform.cli;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.function.Consumer;

/** Runs a command once Quarkus has started in its JVM. */
@Singleton
@Unremovable
class PlatformApplication implements QuarkusApplication {
    /** Quarkus makes the instance itself, so that what it shall do waits here. One command runs in a process. */
    static volatile Consumer<Client> action = client -> {};

    private final HttpServer server;

    @Inject
    PlatformApplication(HttpServer server) {
        this.server = server;
    }

    @Override
    public int run(String... args) {
        action.accept(new Client(URI.create(server.getLocalBaseUri().toString().replaceAll("/+$", ""))));
        return 0;
    }
}
