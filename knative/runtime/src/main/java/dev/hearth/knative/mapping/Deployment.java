package dev.hearth.knative.mapping;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the objects of an application have in common, whatever environment they are of.
 *
 * @param application its name on the cluster: {@link ResourceNames#application}
 * @param build the application's build, {@code Catalog.version}
 * @param image of the application itself; environments without an image of their own have it
 * @param platform where replicas dial, {@code ws://host:port/path}
 * @param timeoutSeconds how long a request into a pod may take, and a pod to end: {@link #DRAIN_DELAY} of it pass before the pod is told
 * @param secret the Kubernetes Secret that has the values of environments' secrets
 * @param runAsUser the numeric user of containers: an image's own may be root, or a name, which is refused where root is
 * @param managedBy who writes the objects
 * @param namespace where they are; empty: wherever they are applied
 */
public record Deployment(
        String application,
        String build,
        String image,
        URI platform,
        int timeoutSeconds,
        String secret,
        long runAsUser,
        ManagedBy managedBy,
        Optional<String> namespace) {
    /** From the moment at which Knative begins to end a pod to the moment at which the replica is told (measured on Serving 1.23). */
    public static final Duration DRAIN_DELAY = Duration.ofSeconds(30);

    /** Knative's most unless its operator raises it; more time to finish costs nothing when nothing runs. */
    public static final int DEFAULT_TIMEOUT_SECONDS = 600;

    /** Where the platform takes links, and nobody but its replicas gets through. */
    public static final int LINK_PORT = 8081;

    /** Anybody but root. */
    public static final long DEFAULT_USER = 1001;

    /**
     * As configured.
     *
     * @param application {@link ResourceNames#application}
     */
    public static Deployment of(
            String application,
            String build,
            String image,
            MappingConfig config,
            ManagedBy managedBy,
            Optional<String> namespace) {
        return new Deployment(
                application,
                build,
                image,
                URI.create("ws://" + application + ":" + LINK_PORT + "/hearth/link"),
                config.timeoutSeconds(),
                config.secret().orElseGet(() -> ResourceNames.secret(application)),
                config.runAsUser(),
                managedBy,
                namespace);
    }

    /** What a replica may take to finish what it runs when its pod is ended. */
    Duration drain() {
        return Duration.ofSeconds(timeoutSeconds).minus(DRAIN_DELAY);
    }
}
