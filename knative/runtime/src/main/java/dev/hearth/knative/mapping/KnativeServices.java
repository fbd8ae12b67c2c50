package dev.hearth.knative.mapping;

import dev.hearth.functions.catalog.EnvironmentSpec;
import io.fabric8.knative.serving.v1.RevisionSpec;
import io.fabric8.knative.serving.v1.RevisionSpecBuilder;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.serving.v1.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Map;

/** The Knative Service of an environment. */
public final class KnativeServices {
    /** Annotations of a Revision and of its PodAutoscaler: how many pods it keeps at least, and at most. */
    public static final String MIN_SCALE = "autoscaling.knative.dev/min-scale";

    public static final String MAX_SCALE = "autoscaling.knative.dev/max-scale";

    private static final String SCALE_DOWN_DELAY = "autoscaling.knative.dev/scale-down-delay";

    /** Knative's most, in seconds. What is above is up to the platform's own clock, which counts in any case. */
    private static final int LONGEST_DELAY = 3600;

    /** Knative's most unless its operator raises it. */
    private static final int MOST_CONCURRENT = 1000;

    /** With it a Service has no address outside the cluster: whoever reaches it can run tasks. */
    private static final Map<String, String> NOT_PUBLIC = Map.of("networking.knative.dev/visibility", "cluster-local");

    private KnativeServices() {}

    /**
     * The Service of an environment of actors, with all replicas from the start: Knative keeps as many as it says, until the platform
     * lowers that on the Revision.
     *
     * @throws dev.hearth.HearthException if Knative would refuse it, whatever its operator allows; the message has all faults
     */
    public static Service of(EnvironmentSpec environment, Deployment deployment) {
        MappingFaults faults = new MappingFaults(environment.name());
        check(environment, deployment, faults);
        PodTemplateSpec pod = ReplicaPods.ofActors(environment, deployment, faults);
        faults.throwIfAny();
        RevisionSpec spec = new RevisionSpecBuilder(
                        PodTemplate.SERIALIZATION.convertValue(pod.getSpec(), RevisionSpec.class))
                .withContainerConcurrency((long) environment.concurrency())
                .withTimeoutSeconds((long) deployment.timeoutSeconds())
                .build();
        return new ServiceBuilder()
                .withMetadata(metadata(environment, deployment))
                .withNewSpec()
                .withNewTemplate()
                .withMetadata(new ObjectMetaBuilder(pod.getMetadata())
                        .addToAnnotations(MIN_SCALE, Integer.toString(least(environment)))
                        .addToAnnotations(MAX_SCALE, Integer.toString(environment.replicaCount()))
                        .addToAnnotations(SCALE_DOWN_DELAY, Math.min(environment.ttlSeconds(), LONGEST_DELAY) + "s")
                        .build())
                .withSpec(spec)
                .endTemplate()
                .endSpec()
                .build();
    }

    private static int least(EnvironmentSpec environment) {
        return environment.minReplicas() == EnvironmentSpec.ALL
                ? environment.replicaCount()
                : environment.minReplicas();
    }

    private static ObjectMeta metadata(EnvironmentSpec environment, Deployment deployment) {
        return new ObjectMetaBuilder()
                .withName(ResourceNames.service(deployment.application(), environment.name()))
                .withNamespace(deployment.namespace().orElse(null))
                .addToLabels(NOT_PUBLIC)
                .addToLabels(
                        Labels.of(deployment.application(), Labels.REPLICA, deployment.managedBy(), environment.name()))
                .addToAnnotations(Labels.VERSION, environment.identity(deployment.build()))
                .build();
    }

    private static void check(EnvironmentSpec environment, Deployment deployment, MappingFaults faults) {
        if (environment.concurrency() < 1 || environment.concurrency() > MOST_CONCURRENT) {
            faults.fault(
                    "concurrency is " + environment.concurrency() + ", but Knative takes 1 to " + MOST_CONCURRENT,
                    "Lower it, and raise replicaCount instead");
        }
        if (deployment.drain().isNegative() || deployment.drain().isZero()) {
            faults.fault(
                    "the timeout is " + deployment.timeoutSeconds() + " s, of which "
                            + Deployment.DRAIN_DELAY.toSeconds() + " pass before a pod is told to end",
                    "Set hearth.knative.timeout-seconds to more than that");
        }
        if (!PodBounds.isSubdomain(deployment.secret())) {
            faults.fault(
                    "'" + deployment.secret() + "' is no name of a Secret",
                    "Set hearth.knative.secret to lower-case letters, digits, hyphens and dots");
        }
    }
}
