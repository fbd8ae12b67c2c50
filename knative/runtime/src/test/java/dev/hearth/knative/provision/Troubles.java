package dev.hearth.knative.provision;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;

/** Plays what the kubelet and the scheduler say of a pod. */
record Troubles(PlayedCluster cluster) {
    void ready(Pod pod) {
        condition(pod, "Ready", "True", "");
    }

    void unschedulable(Pod pod, String message) {
        condition(pod, "PodScheduled", "False", message);
    }

    void scheduled(Pod pod) {
        condition(pod, "PodScheduled", "True", "");
    }

    void waiting(Pod pod, String reason, String message) {
        status(pod, new ContainerStateBuilder().withNewWaiting(message, reason).build(), new ContainerState(), 0);
    }

    /** It has ended, and is started again later. */
    void crashing(Pod pod, String reason, int code, int restarts) {
        status(
                pod,
                new ContainerStateBuilder()
                        .withNewWaiting("back-off 10s restarting failed container", "CrashLoopBackOff")
                        .build(),
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withReason(reason)
                        .withExitCode(code)
                        .endTerminated()
                        .build(),
                restarts);
    }

    private void condition(Pod pod, String type, String status, String message) {
        update(new PodBuilder(pod)
                .withNewStatus()
                .addNewCondition()
                .withType(type)
                .withStatus(status)
                .withMessage(message)
                .endCondition()
                .endStatus()
                .build());
    }

    private void status(Pod pod, ContainerState now, ContainerState before, int restarts) {
        update(new PodBuilder(pod)
                .withNewStatus()
                .addNewContainerStatus()
                .withName("replica")
                .withImage("registry/app:1")
                .withRestartCount(restarts)
                .withState(now)
                .withLastState(before)
                .endContainerStatus()
                .endStatus()
                .build());
    }

    private void update(Pod pod) {
        pod.getMetadata().setResourceVersion(null);
        cluster.client.resource(pod).updateStatus();
    }
}
