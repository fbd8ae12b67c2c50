package dev.hearth.examples.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The pods of an environment in the client's namespace. One that is being ended is no longer counted: it may stay for as long as it
 * takes to finish.
 *
 * @param client looks at them
 * @param environment whose they are
 */
record Pods(KubernetesClient client, String environment) {
    Set<String> names() {
        return list().stream().map(Pods::name).collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> ready() {
        return list().stream()
                .filter(Readiness::isPodReady)
                .map(Pods::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the Revisions that they are of. */
    Set<String> revisions() {
        return list().stream()
                .map(pod -> pod.getMetadata().getLabels().getOrDefault("serving.knative.dev/revision", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void await(Duration limit, Predicate<Set<String>> readyNames, String what) {
        Waiting.until(
                limit,
                () -> readyNames.test(ready()),
                () -> "the pods of '" + environment + "' are not " + what + ": all " + names() + ", ready " + ready());
    }

    void awaitNone(Duration limit) {
        Waiting.until(
                limit, () -> names().isEmpty(), () -> "environment '" + environment + "' still has pods: " + names());
    }

    private List<Pod> list() {
        return client
                .pods()
                .withLabel("hearth.dev/environment", environment)
                .withLabel("app.kubernetes.io/component", "replica")
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
