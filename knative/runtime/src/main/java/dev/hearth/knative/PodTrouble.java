package dev.hearth.knative;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why pods are not ready, or how they ended, as a text for people. What it cannot find out, for the account may not or the pod is gone, it leaves
 * out. Safe for use by several threads.
 */
public final class PodTrouble {
    private static final List<String> IMAGE =
            List.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

    /** A container waits for these at every start. */
    private static final List<String> USUAL = List.of("ContainerCreating", "PodInitializing");

    /** Enough for a stack trace, and bounded for those who print one line without an end. */
    private static final String LOG_LIMITS = "&tailLines=30&limitBytes=16384";

    private static final int SIGNALLED = 128;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    private final KubernetesClient client;
    private final String namespace;

    /** Asks the cluster for containers' last lines and for events, so its methods may block. */
    public PodTrouble(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * What is wrong with the pod that has something and is the oldest: it speaks for all. Blocks.
     *
     * @return empty if nothing is wrong, or nobody knows
     */
    public Optional<String> of(List<Pod> pods) {
        List<Pod> waiting = waiting(pods);
        return first(waiting, pod -> said(pod, this::lastLines))
                .or(() -> first(waiting.stream().limit(1).toList(), this::warning));
    }

    /** The same without the last lines and events. Does not block. */
    public static Optional<String> brief(List<Pod> pods) {
        return first(waiting(pods), PodTrouble::brief);
    }

    /** What is wrong with a pod, without its name. Does not block. */
    public static Optional<String> brief(Pod pod) {
        return said(pod, (of, status, before) -> "");
    }

    /** How its first container that failed ended, or any if none failed; empty if none has ended. Blocks. */
    public Optional<String> end(Pod pod) {
        return statuses(pod)
                .filter(status -> ended(status.getState()) != null)
                .sorted(Comparator.comparing((ContainerStatus status) -> code(ended(status.getState())) == 0))
                .findFirst()
                .map(status ->
                        ending(pod, status, Objects.requireNonNull(ended(status.getState())), false, this::lastLines));
    }

    /** Whether it can be used. */
    public static boolean ready(Pod pod) {
        return is(pod, "Ready");
    }

    /** Whether a node has taken it. */
    public static boolean scheduled(Pod pod) {
        return is(pod, "PodScheduled");
    }

    /** How often its containers were started again. */
    public static int restarts(Pod pod) {
        return statuses(pod)
                .mapToInt(status -> Objects.requireNonNullElse(status.getRestartCount(), 0))
                .sum();
    }

    /** Tells what a container wrote last. */
    @FunctionalInterface
    private interface Logs {
        /** @param before of its run before this one */
        String last(Pod pod, ContainerStatus container, boolean before);
    }

    private static List<Pod> waiting(List<Pod> pods) {
        return pods.stream()
                .filter(pod -> !ready(pod) && pod.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(PodTrouble::created))
                .toList();
    }

    private static Optional<String> first(List<Pod> pods, Function<Pod, Optional<String>> trouble) {
        return pods.stream()
                .map(pod -> trouble.apply(pod)
                        .map(reason -> "pod '" + pod.getMetadata().getName() + "': " + reason))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> said(Pod pod, Logs logs) {
        return statuses(pod)
                .map(status -> container(pod, status, logs))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> unschedulable(pod));
    }

    private static String created(Pod pod) {
        return Objects.requireNonNullElse(pod.getMetadata().getCreationTimestamp(), "");
    }

    private static Optional<String> container(Pod pod, ContainerStatus status, Logs logs) {
        ContainerState state = status.getState();
        ContainerStateTerminated ended = ended(state);
        ContainerStateTerminated before = ended(status.getLastState());
        if (ended != null && code(ended) != 0) {
            return Optional.of(ending(pod, status, ended, false, logs));
        }
        if (before != null && code(before) != 0) {
            return Optional.of(ending(pod, status, before, true, logs));
        }
        ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
        String reason = waiting == null ? null : waiting.getReason();
        if (waiting == null || reason == null || USUAL.contains(reason)) {
            return Optional.empty();
        }
        String message = waiting.getMessage() == null ? "" : ": " + waiting.getMessage();
        return Optional.of(
                IMAGE.contains(reason)
                        ? "image '" + status.getImage() + "' can't be had (" + reason + message
                                + "). Does it exist, and may the node pull it?"
                        : "container '" + status.getName() + "' does not start (" + reason + message + ")");
    }

    private static String ending(
            Pod pod, ContainerStatus status, ContainerStateTerminated ended, boolean before, Logs logs) {
        String lines = logs.last(pod, status, before);
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

    private String lastLines(Pod pod, ContainerStatus container, boolean before) {
        try {
            String log = client.raw("/api/v1/namespaces/" + namespace + "/pods/"
                    + pod.getMetadata().getName() + "/log?container=" + container.getName() + LOG_LIMITS
                    + (before ? "&previous=true" : ""));
            return log == null ? "" : log.stripTrailing();
        } catch (KubernetesClientException e) {
            return "";
        }
    }

    /** Volumes that cannot be mounted, for one, are told by events alone. */
    private Optional<String> warning(Pod pod) {
        try {
            return client
                    .v1()
                    .events()
                    .inNamespace(namespace)
                    .withField("involvedObject.name", pod.getMetadata().getName())
                    .withField("type", "Warning")
                    .list()
                    .getItems()
                    .stream()
                    .max(Comparator.comparing(PodTrouble::time))
                    .map(event -> event.getReason() + ": " + event.getMessage());
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private static String time(Event event) {
        return event.getLastTimestamp() != null
                ? event.getLastTimestamp()
                : Objects.requireNonNullElse(event.getMetadata().getCreationTimestamp(), "");
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return pod.getStatus() == null
                ? Stream.empty()
                : Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream());
    }

    private static boolean is(Pod pod, String type) {
        return condition(pod, type)
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
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
