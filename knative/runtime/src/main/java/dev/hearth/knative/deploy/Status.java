package dev.hearth.knative.deploy;

import dev.hearth.knative.PodTrouble;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.platform.cli.CommandFailure;
import dev.hearth.platform.cli.Table;
import dev.hearth.platform.cli.Terminal;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One run of {@code status}. */
final class Status {
    private final KubeContext cluster;
    private final Terminal terminal;
    private final Parts parts;

    Status(KubeContext cluster, Terminal terminal, String application) {
        this.cluster = cluster;
        this.terminal = terminal;
        this.parts = new Parts(cluster, application);
    }

    /** Returns 0, or 1 if something is not ready. */
    int show() {
        List<HasMetadata> objects = new ArrayList<>();
        objects.addAll(parts.of(Deployment.class));
        objects.addAll(parts.of(io.fabric8.knative.serving.v1.Service.class));
        objects.addAll(parts.of(Trigger.class));
        List<Pod> pods = parts.pods();
        if (objects.isEmpty() && pods.isEmpty()) {
            throw CommandFailure.failed("There is nothing of '" + parts.application() + "' in namespace '"
                    + cluster.namespace() + "'. Bring it there with 'deploy', or name another with --namespace.");
        }
        PodTrouble trouble = new PodTrouble(cluster.client(), cluster.namespace());
        Table table = new Table("WHAT", "NAME", "PODS", "STATE");
        boolean ready = true;
        for (HasMetadata object : objects) {
            Health health = Health.of(object, pods, trouble::of);
            ready &= health.ready();
            table.row(
                    what(object),
                    object.getMetadata().getName(),
                    count(object, pods),
                    health.ready() ? "ready" : health.reason());
        }
        table.print(terminal);
        if (!pods.isEmpty()) {
            Table running = new Table("POD", "ENVIRONMENT", "PHASE", "RESTARTS", "REASON");
            pods.stream()
                    .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                    .forEach(pod -> running.row(
                            pod.getMetadata().getName(),
                            environment(pod).orElse("-"),
                            pod.getMetadata().getDeletionTimestamp() != null
                                    ? "Terminating"
                                    : pod.getStatus() == null
                                            ? "-"
                                            : pod.getStatus().getPhase(),
                            PodTrouble.restarts(pod),
                            PodTrouble.brief(pod).orElse("")));
            running.print(terminal);
        }
        return ready ? 0 : 1;
    }

    private static String what(HasMetadata object) {
        return object instanceof Deployment
                ? "platform"
                : object instanceof Trigger
                        ? "trigger"
                        : environment(object).map(name -> "environment " + name).orElse("environment");
    }

    private static Optional<String> environment(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels()).map(labels -> labels.get(Labels.ENVIRONMENT));
    }

    /** Of a Trigger there are none. */
    private static Object count(HasMetadata object, List<Pod> pods) {
        if (object instanceof Trigger) {
            return "-";
        }
        return pods.stream()
                .filter(pod -> object instanceof Deployment
                        ? environment(pod).isEmpty()
                        : object.getMetadata()
                                .getName()
                                .equals(pod.getMetadata().getLabels().get(Labels.KNATIVE_SERVICE)))
                .count();
    }
}
