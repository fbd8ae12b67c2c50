package dev.hearth.knative.provision;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.RetryAfter;
import dev.hearth.knative.mapping.Deployment;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.MappingConfig;
import dev.hearth.knative.mapping.ResourceNames;
import dev.hearth.platform.provision.ScalingProvisioner;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Replicas as pods of the platform's namespace: those of an environment of actors belong to its Knative Service, and each call of a regular task
 * has a Job. The cluster is not spoken to before this is used. Safe for use by several threads.
 */
@Singleton
final class KnativeProvisioner implements ScalingProvisioner {
    static final String NAME = "knative";

    private static final Logger log = Logger.getLogger(KnativeProvisioner.class);
    private static final int LONGEST_LABEL = 63;

    private final Supplier<Installation> opening;
    private final int maxJobs;
    private @Nullable Installation open;
    private boolean closed;

    @Inject
    KnativeProvisioner(
            PodsConfig config,
            Catalog catalog,
            MappingConfig mapping,
            Instance<KubernetesClient> client,
            RetryAfter retryAfter) {
        this(() -> open(config, catalog, mapping, client.get(), retryAfter), config.maxJobs());
    }

    /** @param opening makes what is used from the first call on */
    KnativeProvisioner(Supplier<Installation> opening, int maxJobs) {
        this.opening = opening;
        this.maxJobs = maxJobs;
    }

    private static Installation open(
            PodsConfig config, Catalog catalog, MappingConfig mapping, KubernetesClient client, RetryAfter retryAfter) {
        String application = ResourceNames.application(catalog.applicationName());
        String pod = podName(System.getenv());
        Cluster cluster = new Cluster(client, application, retryAfter);
        Blueprint blueprint = new RuntimeBlueprint(
                application,
                config.image(),
                cluster,
                pod,
                image -> Deployment.of(
                        application, catalog.version(), image, mapping, ManagedBy.HEARTH, Optional.empty()));
        Installation installation = new Installation(cluster, blueprint, pod, Timing.DEFAULT, InstantSource.system());
        Map<EnvironmentSpec, String> environments = catalog.environments().stream()
                .collect(Collectors.toMap(spec -> spec, spec -> spec.identity(catalog.version())));
        installation.begin(environments);
        log.infof("Replicas are pods of namespace '%s'.", cluster.namespace());
        return installation;
    }

    /** The name of this machine, which is that of the pod in a pod, as a label's value. */
    static String podName(Map<String, String> variables) {
        String name = variables.getOrDefault("HOSTNAME", "platform").replaceAll("[^A-Za-z0-9.-]", "-");
        return name.substring(0, Math.min(LONGEST_LABEL, name.length()))
                .replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    }

    /** Begins what goes on without anybody's asking: see {@link Installation#begin}. */
    void begin() {
        installation();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int freshReplicas(EnvironmentSpec environment) {
        if (maxJobs < 1) {
            throw new HearthException("Configuration 'hearth.pods.max-jobs': " + maxJobs + " must be at least 1.");
        }
        return maxJobs;
    }

    @Override
    public void start(EnvironmentSpec environment, String version, String replica, String token, Listener listener) {
        installation().tasks().start(environment, replica, listener);
    }

    @Override
    public void kill(String replica) {
        installation().tasks().kill(replica);
    }

    @Override
    public void scale(EnvironmentSpec environment, String version, int replicas, ScaleListener listener) {
        installation().wishes(environment.name()).add(new Wish(environment, version, replicas, listener));
        installation().wake(environment.name());
    }

    @Override
    public void leaving(EnvironmentSpec environment, String version, Collection<String> replicas) {
        installation().wishes(environment.name()).leaving(version, replicas);
        installation().wake(environment.name());
    }

    @Override
    public boolean mayJoin(String environment, String key) {
        return installation().mayJoin(environment, key);
    }

    @Override
    public Optional<Instant> idleSince(EnvironmentSpec environment, String version) {
        try {
            return installation().idleSince(environment.name(), version);
        } catch (KubernetesClientException e) {
            log.debugf(e, "Environment '%s': the cluster does not say since when it is idle", environment.name());
            return Optional.empty();
        }
    }

    @Override
    public void idle(EnvironmentSpec environment, String version, Optional<Instant> since) {
        installation().wishes(environment.name()).idle(version, since);
        installation().wake(environment.name());
    }

    /** Pods of actors stay, and join the platform's next life. */
    @Override
    public void close() {
        Installation used;
        synchronized (this) {
            closed = true;
            used = open;
        }
        if (used != null) {
            used.close();
        }
    }

    private synchronized Installation installation() {
        Installation known = open;
        if (known == null) {
            if (closed) {
                throw new HearthException(
                        "Provisioner 'knative': it can't be used any more, for the platform is closing.");
            }
            known = opening.get();
            open = known;
        }
        return known;
    }
}
