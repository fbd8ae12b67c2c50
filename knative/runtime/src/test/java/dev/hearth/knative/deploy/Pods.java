package dev.hearth.knative.deploy;

import dev.hearth.knative.mapping.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;

/** Pods of the application {@code parcels}. */
final class Pods {
    private Pods() {}

    /** One of the platform's that ends again and again. */
    static void crashing(FakeCluster cluster, String name, String lastLines) {
        cluster.text("/pods/" + name + "/log", lastLines + "\n");
        put(
                cluster,
                platform(name)
                        .withNewStatus()
                        .withPhase("Running")
                        .addNewContainerStatus()
                        .withName("parcels")
                        .withRestartCount(4)
                        .withNewState()
                        .withNewWaiting()
                        .withReason("CrashLoopBackOff")
                        .withMessage("back-off 40s")
                        .endWaiting()
                        .endState()
                        .withNewLastState()
                        .withNewTerminated()
                        .withExitCode(3)
                        .withReason("Error")
                        .endTerminated()
                        .endLastState()
                        .endContainerStatus()
                        .endStatus()
                        .build());
    }

    /** One of an environment's that runs. */
    static void running(FakeCluster cluster, String name, String environment) {
        put(
                cluster,
                replica(name, environment)
                        .withNewStatus()
                        .withPhase("Running")
                        .endStatus()
                        .build());
    }

    /** One of an environment's that no node takes. */
    static void unscheduled(FakeCluster cluster, String name, String environment) {
        put(
                cluster,
                replica(name, environment)
                        .withNewStatus()
                        .withPhase("Pending")
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage("0/1 nodes are available: 1 Insufficient memory.")
                        .endCondition()
                        .endStatus()
                        .build());
    }

    private static PodBuilder replica(String name, String environment) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(Labels.NAME, "parcels")
                .addToLabels(Labels.ENVIRONMENT, environment)
                .addToLabels(Labels.KNATIVE_SERVICE, "parcels-" + environment)
                .endMetadata();
    }

    static PodBuilder platform(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(Labels.NAME, "parcels")
                .addToLabels("app.kubernetes.io/component", "platform")
                .endMetadata();
    }

    static void put(FakeCluster cluster, Pod pod) {
        try (var client = cluster.client()) {
            client.resource(pod).inNamespace("depot").create();
        }
    }

    static void delete(FakeCluster cluster, String name) {
        try (var client = cluster.client()) {
            client.pods().inNamespace("depot").withName(name).delete();
        }
    }
}
