package dev.hearth.functions.replica;

import dev.hearth.HearthException;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.UnknownNameException;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.QuarkusApplication;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** The application in the role of a replica: joins the platform and waits for the end. */
@Singleton
@Unremovable
public class ReplicaApplication implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(ReplicaApplication.class);
    private static final int CONNECT_MILLIS = 10_000;

    private final Vertx vertx;
    private final Instance<JsonBinding> functions;
    private final Catalog catalog;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    @Inject
    ReplicaApplication(Vertx vertx, Instance<JsonBinding> functions, Catalog catalog) {
        this.vertx = vertx;
        this.functions = functions;
        this.catalog = catalog;
    }

    @Override
    public int run(String... args) {
        ReplicaIdentity identity = ReplicaIdentity.of(System.getenv());
        EnvironmentSpec environment;
        try {
            environment = catalog.environment(identity.environment());
        } catch (UnknownNameException e) {
            LOG.errorf("Replica '%s': %s", identity.replica(), e.getMessage());
            return ReplicaExit.BAD_START;
        }
        ReplicaScope scope = new ReplicaScope(
                identity.environment(), identity.replica(), identity.variables(), StandardInput.secrets());
        CurrentExecution.bindProcess(scope);
        TaskTags.onDemand();
        join(identity, scope, environment.regular());
        return exit.join();
    }

    private void join(ReplicaIdentity identity, ReplicaScope scope, boolean regular) {
        ClassLoader taskLoader = Thread.currentThread().getContextClassLoader();
        Future<WebSocket> opening = platform(identity).compose(platform -> open(platform, identity));
        // While the event loop is busy with its first connection, this thread makes the mapper with its modules.
        JsonBinding binding = functions.get();
        var unused = opening.onSuccess(socket -> new ReplicaLink(
                        vertx,
                        socket,
                        identity,
                        token(identity.place()),
                        scope,
                        regular,
                        catalog.version(),
                        binding,
                        taskLoader,
                        new ProcessEnding(regular && !RehearsalVariables.here())))
                .onFailure(failure -> {
                    LOG.errorf(
                            "Replica '%s': the platform at %s cannot be reached: %s",
                            identity.replica(), identity.platform(), failure.getMessage());
                    exit.complete(ReplicaExit.LINK_CLOSED);
                });
    }

    private static String token(ReplicaPlace place) {
        if (place instanceof ReplicaPlace.Child child) {
            return child.token();
        }
        Path file = ((ReplicaPlace.Pod) place).joinKey();
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new HearthException("Replica: its join key '" + file + "' can't be read: " + e, e);
        }
    }

    private Future<URI> platform(ReplicaIdentity identity) {
        return RehearsalVariables.here() ? RehearsalPlatform.open(vertx) : Future.succeededFuture(identity.platform());
    }

    private Future<WebSocket> open(URI platform, ReplicaIdentity identity) {
        return vertx.createWebSocketClient(options(platform, identity))
                .connect(new WebSocketConnectOptions()
                        .setHost(platform.getHost())
                        .setPort(platform.getPort())
                        .setURI(platform.getRawPath()));
    }

    static WebSocketClientOptions options(URI platform, ReplicaIdentity identity) {
        WebSocketClientOptions options = new WebSocketClientOptions().setConnectTimeout(CONNECT_MILLIS);
        if (!"wss".equals(platform.getScheme())) {
            return options;
        }
        options.setSsl(true);
        // Nobody else can show what the platform has said that it shows, so the name in it does not matter.
        identity.certificates()
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file))
                        .setVerifyHost(false));
        return options;
    }

    private final class ProcessEnding implements ReplicaLink.Ending {
        private final LastWords lastWords = new LastWords("A task ran out of memory. The process ends.");
        private final boolean atOnce;

        /** @param atOnce nothing needs to be done in order when it is asked to stop */
        ProcessEnding(boolean atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public void exit(int code) {
            if (atOnce) {
                // The only result of a regular task has arrived, and the next call waits for the place.
                System.out.flush();
                halt(code);
            }
            exit.complete(code);
        }

        @Override
        public void halt(int code) {
            Runtime.getRuntime().halt(code);
        }

        @Override
        public void outOfMemory() {
            lastWords.say();
            halt(ReplicaExit.OUT_OF_MEMORY);
        }

        @Override
        public boolean underWay() {
            return ApplicationLifecycleManager.isVmShuttingDown();
        }
    }
}
