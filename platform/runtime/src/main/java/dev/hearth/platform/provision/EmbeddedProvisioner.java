package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.PlacementSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import dev.hearth.functions.replica.ReplicaScope;
import dev.hearth.functions.secret.Secrets;
import dev.hearth.platform.secret.SecretSource;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Replicas inside the platform's own JVM, for dev mode, tests and the first minute. Safe for use by several threads. */
@Singleton
final class EmbeddedProvisioner implements Provisioner {
    static final String NAME = "embedded";

    /** Each has two threads of its own. */
    private static final int FRESH_REPLICAS = 100;

    private static final Logger log = Logger.getLogger(EmbeddedProvisioner.class);

    /** A replica that waits for what runs before it. */
    private record Starting(SideProcesses processes, Listener listener) {}

    private final Vertx vertx;
    private final EmbeddedReplica.EngineMaker engines;
    private final SecretSource secrets;
    private final ReplicaLog output = new ReplicaLog();
    private final SidePorts ports = new SidePorts();
    private final Map<String, Starting> starting = new ConcurrentHashMap<>();
    private final Map<String, EmbeddedReplica> replicas = new ConcurrentHashMap<>();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();

    @Inject
    EmbeddedProvisioner(Vertx vertx, EmbeddedReplica.EngineMaker engines, SecretSource secrets) {
        this.vertx = vertx;
        this.engines = engines;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int freshReplicas(EnvironmentSpec environment) {
        return FRESH_REPLICAS;
    }

    @Override
    public void start(EnvironmentSpec environment, String version, String replica, String token, Listener listener) {
        sayLimits(environment);
        Secrets known = secrets.of(environment);
        if (environment.container().initContainers().isEmpty()) {
            join(environment, version, ReplicaScope.of(environment, replica, Map.of(), known), listener, () -> {});
            return;
        }
        SideProcesses processes = new SideProcesses(
                environment,
                replica,
                ApplicationClasses.variables(),
                output,
                known,
                ports,
                reason -> broken(replica, reason));
        starting.put(replica, new Starting(processes, listener));
        processes.start(chosen -> {
            synchronized (this) {
                if (starting.remove(replica) != null) {
                    ReplicaScope scope = ReplicaScope.of(environment, replica, chosen, known);
                    join(environment, version, scope, listener, processes::close);
                }
            }
        });
    }

    private void join(
            EnvironmentSpec environment, String version, ReplicaScope scope, Listener listener, Runnable atItsEnd) {
        String replica = scope.replica();
        EmbeddedReplica embedded = new EmbeddedReplica(vertx, engines, environment, version, scope, reason -> {
            replicas.remove(replica);
            atItsEnd.run();
            listener.ended(replica, reason);
        });
        replicas.put(replica, embedded);
        listener.launched(replica);
        embedded.join();
    }

    /** What runs before it has failed, or what shall stay beside it has ended. */
    private void broken(String replica, String reason) {
        end(replica, "it could not be started: " + reason, reason);
    }

    @Override
    public void kill(String replica) {
        end(replica, "it was ended before it had joined", "it was ended");
    }

    private synchronized void end(String replica, String reasonBefore, String reason) {
        EmbeddedReplica embedded = replicas.get(replica);
        Starting notYet = starting.remove(replica);
        if (embedded != null) {
            embedded.end(reason);
        } else if (notYet != null) {
            notYet.processes().close();
            notYet.listener().ended(replica, reasonBefore);
        }
    }

    @Override
    public void close() {
        List.copyOf(starting.keySet()).forEach(this::kill);
        List.copyOf(replicas.values()).forEach(replica -> replica.end("the platform is closing"));
        output.close();
    }

    private void sayLimits(EnvironmentSpec environment) {
        if (started.compareAndSet(false, true)) {
            log.info(
                    "Replicas run embedded in this JVM: static fields and system properties are not reset between tasks,"
                            + " output is not told apart by replica, a regular task has a fresh instance for each call but no"
                            + " process, and a task that ends or crashes the JVM takes the platform along."
                            + " With hearth.provisioner=process each replica is a process.");
        }
        List<String> without = without(environment);
        if (!without.isEmpty() && warned.add(environment.name())) {
            log.warnf(
                    "Environment '%s': its replicas are embedded in this JVM, so %s",
                    environment.name(), String.join(", ", without));
        }
    }

    /** What one JVM cannot give to an environment that asks for it. */
    private static List<String> without(EnvironmentSpec environment) {
        ContainerSpec container = environment.container();
        List<String> without = new ArrayList<>();
        if (!environment.environment().isEmpty()) {
            without.add(
                    "its variables " + new TreeSet<>(environment.environment().keySet()) + " can't be set");
        }
        if (!container.requests().equals(ResourceSpec.NONE)
                || !container.limits().equals(ResourceSpec.NONE)) {
            without.add("its requests and limits have no effect");
        }
        if (!container.placement().equals(PlacementSpec.NONE)) {
            without.add("what only a cluster heeds has no effect: "
                    + container.placement().attributes());
        }
        if (!container.secrets().isEmpty()) {
            without.add("its secrets " + container.secrets() + " are not kept from the platform and its log");
        }
        return without;
    }
}
