package dev.hearth.functions.replica;

import dev.hearth.HearthException;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.secret.SecretFiles;
import dev.hearth.functions.secret.Secrets;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The application in the role of a replica: joins the platform and waits for the end. */
@Singleton
@Unremovable
public class ReplicaApplication implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(ReplicaApplication.class);
    private static final int FIRST = 1;

    private final Vertx vertx;
    private final Instance<JsonBinding> functions;
    private final Catalog catalog;
    private final Instance<PodServer> podServer;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private volatile @Nullable PodStart pod;

    @Inject
    ReplicaApplication(Vertx vertx, Instance<JsonBinding> functions, Catalog catalog, Instance<PodServer> podServer) {
        this.vertx = vertx;
        this.functions = functions;
        this.catalog = catalog;
        this.podServer = podServer;
    }

    @Override
    public int run(String... args) {
        ReplicaIdentity identity = ReplicaIdentity.of(System.getenv());
        EnvironmentSpec environment;
        Secrets secrets;
        try {
            environment = catalog.environment(identity.environment());
            secrets = secrets(environment, identity.place());
            if (identity.place() instanceof ReplicaPlace.Pod) {
                SideServers.await(environment, identity.variables());
            }
        } catch (HearthException e) {
            LOG.errorf("Replica '%s': %s", identity.replica(), e.getMessage());
            return ReplicaExit.BAD_START;
        }
        ReplicaScope scope =
                new ReplicaScope(identity.environment(), identity.replica(), identity.variables(), secrets);
        CurrentExecution.bindProcess(scope);
        TaskTags.onDemand();
        ClassLoader taskLoader = Thread.currentThread().getContextClassLoader();
        ProcessEnd end = new ProcessEnding(environment.regular() && !RehearsalVariables.here());
        Dialler dialler = new Dialler(vertx, identity.certificates());
        if (identity.place() instanceof ReplicaPlace.Child child) {
            Future<WebSocket> opening = platform(identity).compose(dialler::dial);
            // While the event loop is busy with its first connection, this thread makes the mapper with its modules.
            ReplicaWork work = work(identity, scope, environment, taskLoader);
            var unused = opening.onSuccess(socket ->
                            new ReplicaLink(vertx, socket, work, child.token(), new ChildLife(work, end), end))
                    .onFailure(failure -> unreachable(identity, failure));
        } else {
            ReplicaPlace.Pod place = (ReplicaPlace.Pod) identity.place();
            PodStart start =
                    new PodStart(vertx, dialler, place.direct() ? Optional.of(podServer.get()) : Optional.empty());
            pod = start;
            start.begin(work(identity, scope, environment, taskLoader), place, end);
        }
        return exit.join();
    }

    private ReplicaWork work(
            ReplicaIdentity identity, ReplicaScope scope, EnvironmentSpec environment, ClassLoader taskLoader) {
        return new ReplicaWork(identity, scope, environment.regular(), catalog.version(), functions.get(), taskLoader);
    }

    private static Secrets secrets(EnvironmentSpec environment, ReplicaPlace place) {
        if (place instanceof ReplicaPlace.Pod pod) {
            return pod.secrets()
                    .map(folder -> SecretFiles.of(environment, folder))
                    .orElse(Secrets.NONE);
        }
        return StandardInput.secrets();
    }

    private void unreachable(ReplicaIdentity identity, Throwable failure) {
        LOG.errorf(
                "Replica '%s': the platform at %s cannot be reached: %s",
                identity.replica(), identity.platform(), failure.getMessage());
        exit.complete(ReplicaExit.LINK_CLOSED);
    }

    private Future<URI> platform(ReplicaIdentity identity) {
        return RehearsalVariables.here() ? RehearsalPlatform.open(vertx) : Future.succeededFuture(identity.platform());
    }

    /** In a pod, the signal to end lets what runs finish. Before all others, for they take apart what it needs. */
    void ends(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(FIRST) ShutdownEvent event) {
        PodStart started = pod;
        if (started != null && ApplicationLifecycleManager.isVmShuttingDown() && started.drain()) {
            System.out.flush();
            Runtime.getRuntime().halt(ReplicaExit.STOPPED);
        }
    }

    private final class ProcessEnding implements ProcessEnd {
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
