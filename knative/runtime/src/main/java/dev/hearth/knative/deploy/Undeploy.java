package dev.hearth.knative.deploy;

import dev.hearth.knative.mapping.Labels;
import dev.hearth.platform.cli.CommandFailure;
import dev.hearth.platform.cli.Terminal;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One run of {@code undeploy}. */
final class Undeploy {
    private final KubeContext cluster;
    private final Terminal terminal;
    private final Parts parts;

    Undeploy(KubeContext cluster, Terminal terminal, String application) {
        this.cluster = cluster;
        this.terminal = terminal;
        this.parts = new Parts(cluster, application);
    }

    int run(boolean keepJournal, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Class<? extends HasMetadata>> kinds = new ArrayList<>(Parts.KINDS);
        if (keepJournal) {
            kinds.remove(PersistentVolumeClaim.class);
        }
        int deleted = 0;
        for (Class<? extends HasMetadata> kind : kinds) {
            deleted += delete(kind);
            if (kind == Deployment.class) {
                // As long as a platform runs, it makes anew what goes.
                await(
                        () -> named(parts.pods().stream()
                                .filter(pod -> !pod.getMetadata().getLabels().containsKey(Labels.ENVIRONMENT))
                                .toList()),
                        deadline,
                        patience);
            }
        }
        if (deleted == 0) {
            say("There is nothing of '" + parts.application() + "' in namespace '" + cluster.namespace() + "'.");
            return 0;
        }
        say("Waiting for its pods to end ...");
        await(
                () -> {
                    List<String> left = new ArrayList<>(named(parts.pods()));
                    kinds.forEach(kind -> left.addAll(named(parts.of(kind))));
                    return left;
                },
                deadline,
                patience);
        say("Nothing of '" + parts.application() + "' is left in namespace '" + cluster.namespace() + "'"
                + (keepJournal ? " but its journal." : "."));
        return 0;
    }

    /** What is left of something. */
    @FunctionalInterface
    private interface Left {
        List<String> names();
    }

    private <T extends HasMetadata> int delete(Class<T> kind) {
        int count = 0;
        for (T object : parts.of(kind)) {
            try {
                cluster.client()
                        .resource(object)
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                        .delete();
            } catch (KubernetesClientException e) {
                throw CommandFailure.failed("Cannot delete " + Parts.named(object) + " in namespace '"
                        + cluster.namespace() + "': " + KubeContext.reason(e));
            }
            say("  " + Parts.named(object) + " is deleted");
            count++;
        }
        return count;
    }

    private void await(Left left, long deadline, Duration patience) {
        List<String> names = left.names();
        while (!names.isEmpty()) {
            if (System.nanoTime() - deadline >= 0) {
                throw CommandFailure.failed(String.format(
                        Locale.ROOT,
                        "Not gone after %d s: %s. Replicas may finish what they run; look again with 'undeploy', which"
                                + " goes on where it was.",
                        patience.toSeconds(),
                        String.join(", ", names)));
            }
            Waiting.pause();
            names = left.names();
        }
    }

    private static List<String> named(List<? extends HasMetadata> objects) {
        return objects.stream().map(Parts::named).toList();
    }

    private void say(String line) {
        terminal.err().println(line);
    }
}
