package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final Vertx vertx;
    private final EmbeddedReplica.EngineMaker engines;
    private final Map<String, EmbeddedReplica> replicas = new ConcurrentHashMap<>();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();

    @Inject
    EmbeddedProvisioner(Vertx vertx, EmbeddedReplica.EngineMaker engines) {
        this.vertx = vertx;
        this.engines = engines;
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
        EmbeddedReplica embedded = new EmbeddedReplica(vertx, engines, environment, replica, reason -> {
            replicas.remove(replica);
            listener.ended(replica, reason);
        });
        replicas.put(replica, embedded);
        listener.launched(replica);
        embedded.join(version);
    }

    @Override
    public void kill(String replica) {
        EmbeddedReplica embedded = replicas.get(replica);
        if (embedded != null) {
            embedded.end("it was ended");
        }
    }

    @Override
    public void close() {
        List.copyOf(replicas.values()).forEach(replica -> replica.end("the platform is closing"));
    }

    private void sayLimits(EnvironmentSpec environment) {
        if (started.compareAndSet(false, true)) {
            log.info(
                    "Replicas run embedded in this JVM: static fields and system properties are not reset between tasks,"
                            + " output is not told apart by replica, a regular task has a fresh instance for each call but no"
                            + " process, and a task that ends or crashes the JVM takes the platform along."
                            + " With hearth.provisioner=process each replica is a process.");
        }
        if (!environment.environment().isEmpty() && warned.add(environment.name())) {
            log.warnf(
                    "Environment '%s': its variables %s can't be set for replicas embedded in this JVM",
                    environment.name(), environment.environment().keySet());
        }
    }
}
