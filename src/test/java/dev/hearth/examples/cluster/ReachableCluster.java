package dev.hearth.examples.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what needs a cluster where there is none, or no image to run there, with one line that says so. */
final class ReachableCluster implements ExecutionCondition {
    private static final int LOOK_MILLIS = 5_000;

    /** Why not; asked once for all tests. */
    private static final Optional<String> OBSTACLE = obstacle();

    static {
        OBSTACLE.ifPresent(reason -> System.out.println("Tests on a cluster are skipped: " + reason));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return OBSTACLE.map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("there is a cluster"));
    }

    private static Optional<String> obstacle() {
        if (Optional.ofNullable(System.getenv("KUBECONFIG")).orElse("").isBlank()) {
            return Optional.of(
                    "the variable KUBECONFIG is not set. Let it name the configuration of a cluster with Knative.");
        }
        if (Installation.image().isEmpty()) {
            return Optional.of(
                    "the property hearth.image is not set. Name an image of this application that the cluster has.");
        }
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withConnectionTimeout(LOOK_MILLIS)
                .withRequestTimeout(LOOK_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            if (client.getApiGroup("serving.knative.dev") == null) {
                return Optional.of("the cluster at " + client.getMasterUrl() + " has no Knative Serving.");
            }
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of("the cluster that KUBECONFIG names does not answer: " + e.getMessage());
        }
    }
}
