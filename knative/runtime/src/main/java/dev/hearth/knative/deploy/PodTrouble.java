package dev.hearth.knative.deploy;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a pod does not run. */
final class PodTrouble {
    /** A container waits for these at every start. */
    private static final Set<String> USUAL = Set.of("ContainerCreating", "PodInitializing");

    /** Asks for the last lines of a container that has ended. */
    @FunctionalInterface
    interface Logs {
        String last(Pod pod, String container);
    }

    private PodTrouble() {}

    /** Of the cluster: a few lines, because they stand in a message. */
    static Logs logs(Cluster cluster, int lines) {
        return (pod, container) -> {
            try {
                return cluster.client()
                        .pods()
                        .inNamespace(cluster.namespace())
                        .withName(pod.getMetadata().getName())
                        .inContainer(container)
                        .terminated()
                        .tailingLines(lines)
                        .getLog()
                        .strip();
            } catch (KubernetesClientException e) {
                // They are a help and no more: the pod may have gone, or they are not for this account.
                return "";
            }
        };
    }

    /** Empty if it runs, or nothing is wrong with its start so far. */
    static Optional<String> of(Pod pod, Logs logs) {
        PodStatus status = pod.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        String name = "pod '" + pod.getMetadata().getName() + "': ";
        Optional<String> scheduling = status.getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled")
                        && condition.getStatus().equals("False"))
                .map(condition -> name + "no node takes it: " + condition.getMessage())
                .findFirst();
        return scheduling.or(() -> containers(status)
                .map(container -> trouble(pod, container, logs))
                .flatMap(Optional::stream)
                .map(trouble -> name + trouble)
                .findFirst());
    }

    /** How often its containers were started again. */
    static int restarts(Pod pod) {
        return pod.getStatus() == null
                ? 0
                : containers(pod.getStatus())
                        .mapToInt(container ->
                                Optional.ofNullable(container.getRestartCount()).orElse(0))
                        .sum();
    }

    private static Stream<ContainerStatus> containers(PodStatus status) {
        return Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
                .flatMap(List::stream);
    }

    private static Optional<String> trouble(Pod pod, ContainerStatus container, Logs logs) {
        if (container.getState() == null) {
            return Optional.empty();
        }
        ContainerStateTerminated ended = container.getLastState() == null
                ? null
                : container.getLastState().getTerminated();
        if (container.getState().getWaiting() != null) {
            String reason = Objects.toString(container.getState().getWaiting().getReason(), "");
            if (reason.isEmpty() || USUAL.contains(reason)) {
                return Optional.empty();
            }
            return Optional.of(reason
                    + said(container.getState().getWaiting().getMessage())
                    + (ended == null ? "" : end(pod, container, ended, logs)));
        }
        ContainerStateTerminated over = container.getState().getTerminated();
        return over != null && over.getExitCode() != 0
                ? Optional.of("container '" + container.getName() + "' is over" + end(pod, container, over, logs))
                : Optional.empty();
    }

    private static String said(@Nullable String message) {
        return message == null || message.isBlank() ? "" : ": " + message.strip();
    }

    private static String end(Pod pod, ContainerStatus container, ContainerStateTerminated ended, Logs logs) {
        String lines = logs.last(pod, container.getName());
        return ", exit code " + ended.getExitCode()
                + ("OOMKilled".equals(ended.getReason()) ? ", out of memory" : "")
                + (lines.isEmpty()
                        ? ""
                        : ". Its last lines:\n" + lines.indent(4).stripTrailing());
    }
}
