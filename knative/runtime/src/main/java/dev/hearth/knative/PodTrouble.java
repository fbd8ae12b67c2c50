package dev.hearth.knative.provision;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a pod is not ready, or how it ended, as a text for people. Asks the cluster for last lines and events. */
final class PodTrouble {
    private static final List<String> IMAGE =
            List.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

    private static final int SIGNALLED = 128;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    private final Cluster cluster;

    PodTrouble(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What is wrong with the first of these that has something; empty if nothing is, or nobody knows. Blocks. */
    Optional<String> of(List<Pod> pods) {
        List<Pod> waiting = pods.stream()
                .filter(pod -> !ready(pod) && pod.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(PodTrouble::created))
                .toList();
        return waiting.stream()
                .map(pod -> said(pod).map(reason -> named(pod, reason)))
                .flatMap(Optional::stream)
                .findFirst()
                // One speaks for all: each costs a question.
                .or(() ->
                        waiting.stream().findFirst().flatMap(pod -> warning(pod).map(reason -> named(pod, reason))));
    }

    private Optional<String> said(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : statuses(pod)
                        .map(status -> container(pod, status))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .or(() -> unschedulable(pod));
    }

    private static String named(Pod pod, String reason) {
        return "pod '" + pod.getMetadata().getName() + "': " + reason;
    }

    private static String created(Pod pod) {
        return Objects.requireNonNullElse(pod.getMetadata().getCreationTimestamp(), "");
    }

    /** How its first container that failed ended; empty if none has. Blocks. */
    Optional<String> end(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : statuses(pod)
                        .filter(status -> ended(status.getState()) != null)
                        .sorted(Comparator.comparing((ContainerStatus status) -> code(ended(status.getState())) == 0))
                        .findFirst()
                        .map(status -> ending(pod, status, Objects.requireNonNull(ended(status.getState())), false));
    }

    static boolean ready(Pod pod) {
        return condition(pod, "Ready")
                .filter(ready -> "True".equals(ready.getStatus()))
                .isPresent();
    }

    /** A node has taken it. */
    static boolean scheduled(Pod pod) {
        return condition(pod, "PodScheduled")
                .filter(placed -> "True".equals(placed.getStatus()))
                .isPresent();
    }

    private Optional<String> container(Pod pod, ContainerStatus status) {
        ContainerState state = status.getState();
        ContainerStateTerminated ended = ended(state);
        ContainerStateTerminated before = ended(status.getLastState());
        if (ended != null && code(ended) != 0) {
            return Optional.of(ending(pod, status, ended, false));
        }
        if (before != null && code(before) != 0) {
            return Optional.of(ending(pod, status, before, true));
        }
        ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
        String reason = waiting == null ? null : waiting.getReason();
        if (waiting == null
                || reason == null
                || reason.equals("ContainerCreating")
                || reason.equals("PodInitializing")) {
            return Optional.empty();
        }
        String message = waiting.getMessage() == null ? "" : ": " + waiting.getMessage();
        return Optional.of(
                IMAGE.contains(reason)
                        ? "image '" + status.getImage() + "' can't be had (" + reason + message
                                + "). Does it exist, and may the node pull it?"
                        : "container '" + status.getName() + "' does not start (" + reason + message + ")");
    }

    private String ending(Pod pod, ContainerStatus status, ContainerStateTerminated ended, boolean before) {
        String lines = cluster.lastLines(pod.getMetadata().getName(), status.getName(), before);
        return "container '" + status.getName() + "' " + how(ended)
                + (before ? ", and was started again (" + status.getRestartCount() + " times)" : "")
                + (lines.isEmpty() ? "" : ". Its last lines:\n    " + lines.replace("\n", "\n    "));
    }

    private static String how(ContainerStateTerminated ended) {
        int code = code(ended);
        if ("OOMKilled".equals(ended.getReason())) {
            return "was out of memory: it took more than its limit (OOMKilled, exit code " + code + ")";
        }
        String signal = switch (code - SIGNALLED) {
            case SIGKILL -> " by SIGKILL";
            case SIGTERM -> " by SIGTERM";
            default -> "";
        };
        return "ended" + signal + " with exit code " + code;
    }

    private static Optional<String> unschedulable(Pod pod) {
        return condition(pod, "PodScheduled")
                .filter(placed -> "False".equals(placed.getStatus()))
                .map(placed -> "no node takes it: " + placed.getMessage());
    }

    /** Volumes that cannot be mounted, for one, are told by events alone. */
    private Optional<String> warning(Pod pod) {
        return cluster.warnings(pod.getMetadata().getName()).stream()
                .max(Comparator.comparing(PodTrouble::time))
                .map(event -> event.getReason() + ": " + event.getMessage());
    }

    private static String time(Event event) {
        return event.getLastTimestamp() != null
                ? event.getLastTimestamp()
                : Objects.requireNonNullElse(event.getMetadata().getCreationTimestamp(), "");
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }

    private static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
    }

    private static @Nullable ContainerStateTerminated ended(@Nullable ContainerState state) {
        return state == null ? null : state.getTerminated();
    }

    private static int code(@Nullable ContainerStateTerminated ended) {
        return ended == null || ended.getExitCode() == null ? 0 : ended.getExitCode();
    }
}
