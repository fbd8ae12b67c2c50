package dev.hearth.knative.deploy;

import dev.hearth.knative.mapping.Labels;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.knative.pkg.apis.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object does what it is there for.
 *
 * @param ready whether it does
 * @param reason why not, or how far it is; empty if there is nothing to say
 */
record Health(boolean ready, String reason) {
    private static final Health READY = new Health(true, "");

    /** A Trigger's reason for not being ready that nothing of the application will mend. */
    private static final String NO_BROKER = "BrokerDoesNotExist";

    private static final String READY_CONDITION = "Ready";
    private static final String FALSE = "False";

    /**
     * The health of an object as it is now on the cluster.
     *
     * @param pods of the application
     * @param trouble tells what is wrong with pods
     */
    static Health of(@Nullable HasMetadata object, List<Pod> pods, Function<List<Pod>, Optional<String>> trouble) {
        if (object == null) {
            return new Health(false, "it is not there");
        }
        if (object instanceof Deployment deployment) {
            return of(deployment, pods, trouble);
        }
        if (object instanceof io.fabric8.knative.serving.v1.Service service) {
            var status = service.getStatus();
            return status == null
                    ? of(object, null, List.of(), Optional.empty())
                    : of(
                            object,
                            status.getObservedGeneration(),
                            status.getConditions(),
                            trouble.apply(among(
                                    pods,
                                    Map.of(
                                            Labels.KNATIVE_SERVICE,
                                            object.getMetadata().getName()))));
        }
        if (object instanceof Trigger trigger) {
            var status = trigger.getStatus();
            return status == null
                    ? of(object, null, List.of(), Optional.empty())
                    : of(object, status.getObservedGeneration(), status.getConditions(), Optional.empty());
        }
        return READY;
    }

    /** Whether there is anything to wait for. */
    static boolean isJudged(HasMetadata object) {
        return object instanceof Deployment
                || object instanceof io.fabric8.knative.serving.v1.Service
                || object instanceof Trigger;
    }

    /** Whether an object waits for something that somebody else may bring, now or later, while all the rest can be used. */
    static boolean waitsForOthers(@Nullable HasMetadata object) {
        return object instanceof Trigger trigger
                && trigger.getStatus() != null
                && trigger.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                READY_CONDITION.equals(condition.getType()) && NO_BROKER.equals(condition.getReason()));
    }

    private static Health of(Deployment deployment, List<Pod> pods, Function<List<Pod>, Optional<String>> trouble) {
        int wanted = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
        DeploymentStatus status = Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
        if (!observed(deployment, status.getObservedGeneration())) {
            return new Health(false, "the cluster has not begun with it");
        }
        int updated = count(status.getUpdatedReplicas());
        int available = Math.min(updated, count(status.getAvailableReplicas()));
        if (available >= wanted && count(status.getReplicas()) <= wanted) {
            return READY;
        }
        Set<String> reasons = new LinkedHashSet<>();
        for (DeploymentCondition condition : status.getConditions()) {
            boolean stuck = condition.getType().equals("ReplicaFailure")
                    ? condition.getStatus().equals("True")
                    : condition.getType().equals("Progressing")
                            && condition.getStatus().equals(FALSE);
            if (stuck) {
                reasons.add(condition.getReason() + ": " + condition.getMessage());
            }
        }
        Map<String, String> labels = Optional.ofNullable(deployment.getSpec().getSelector())
                .map(selector -> selector.getMatchLabels())
                .orElse(Map.of());
        trouble.apply(among(pods, labels)).ifPresent(reasons::add);
        return new Health(
                false,
                reasons.isEmpty() ? available + " of " + wanted + " pods are available" : String.join("; ", reasons));
    }

    private static Health of(
            HasMetadata object, @Nullable Long generation, List<Condition> conditions, Optional<String> trouble) {
        Optional<Condition> ready = conditions.stream()
                .filter(condition -> READY_CONDITION.equals(condition.getType()))
                .findFirst();
        if (ready.isEmpty() || !observed(object, generation)) {
            return new Health(false, "the cluster has not begun with it");
        }
        if ("True".equals(ready.get().getStatus())) {
            return READY;
        }
        // What the pods say is the cause of what the conditions say, and clearer.
        Set<String> reasons = new LinkedHashSet<>();
        trouble.ifPresent(reasons::add);
        Stream.concat(ready.stream(), conditions.stream())
                .filter(condition -> FALSE.equals(condition.getStatus()))
                .map(Health::text)
                .forEach(reasons::add);
        if (reasons.isEmpty()) {
            reasons.add(text(ready.get()));
        }
        return new Health(false, String.join("; ", reasons) + hint(reasons));
    }

    private static String text(Condition condition) {
        String reason = Objects.toString(condition.getReason(), "");
        String message = Objects.toString(condition.getMessage(), "").strip();
        return reason.isEmpty() && message.isEmpty()
                ? "it is not ready yet"
                : message.isEmpty() ? reason : reason.isEmpty() ? message : reason + ": " + message;
    }

    /** What to do about what everybody meets once. */
    private static String hint(Set<String> reasons) {
        String all = String.join(" ", reasons);
        if (all.contains("to digest")) {
            return ". Knative asks the image's registry for its digest: push the image there, or give one that is only loaded"
                    + " into the nodes a name that begins with dev.local/";
        }
        if (all.contains(NO_BROKER)) {
            return ". Make it, in this namespace, or name another with hearth.knative.broker and build again";
        }
        return "";
    }

    private static List<Pod> among(List<Pod> pods, Map<String, String> labels) {
        return labels.isEmpty()
                ? List.of()
                : pods.stream()
                        .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                        .toList();
    }

    private static boolean observed(HasMetadata object, @Nullable Long generation) {
        Long wanted = object.getMetadata().getGeneration();
        return wanted == null || (generation != null && generation >= wanted);
    }

    private static int count(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
