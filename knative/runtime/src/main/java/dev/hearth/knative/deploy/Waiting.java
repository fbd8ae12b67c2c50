package dev.hearth.knative.deploy;

import dev.hearth.knative.PodTrouble;
import dev.hearth.platform.cli.CommandFailure;
import dev.hearth.platform.cli.Terminal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Waits until what was applied is ready, and says how far it is. */
final class Waiting {
    private static final long PAUSE_MILLIS = 500;
    private static final int WIDTH = 200;

    private final KubeContext cluster;
    private final Terminal terminal;
    private final String application;
    private final Map<String, String> said = new HashMap<>();
    private final List<String> lacking = new ArrayList<>();

    Waiting(KubeContext cluster, Terminal terminal, String application) {
        this.cluster = cluster;
        this.terminal = terminal;
        this.application = application;
    }

    /** Returns 0, or 1 if something is not ready in time. */
    int until(List<HasMetadata> objects, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<HasMetadata> pending =
                new ArrayList<>(objects.stream().filter(Health::isJudged).toList());
        int all = pending.size();
        while (true) {
            boolean last = System.nanoTime() - deadline >= 0;
            List<String> reasons = look(pending, last);
            if (pending.isEmpty()) {
                terminal.err().println(lacking.isEmpty() ? "Ready." : "Ready, but no event comes:");
                lacking.forEach(terminal.err()::println);
                return 0;
            }
            if (last) {
                terminal.err()
                        .println("Not ready after " + patience.toSeconds() + " s: " + pending.size() + " of " + all
                                + ". It stays applied, and may become ready yet: look with 'status', or remove it with"
                                + " 'undeploy'.");
                reasons.forEach(terminal.err()::println);
                return 1;
            }
            pause();
        }
    }

    /** Leaves those that are not ready, and tells why. */
    private List<String> look(List<HasMetadata> pending, boolean last) {
        List<Pod> pods = new Parts(cluster, application).pods();
        Function<List<Pod>, Optional<String>> trouble =
                last ? new PodTrouble(cluster.client(), cluster.namespace())::of : PodTrouble::brief;
        List<String> reasons = new ArrayList<>();
        pending.removeIf(object -> {
            HasMetadata now = cluster.client()
                    .resource(object)
                    .inNamespace(cluster.namespace())
                    .get();
            Health health = Health.of(now, pods, trouble);
            String line = Parts.named(object) + ": " + (health.ready() ? "ready" : health.reason());
            boolean lacks = Health.waitsForOthers(now);
            if (lacks) {
                lacking.add("  " + line);
            } else if (!health.ready()) {
                reasons.add("  " + line);
            }
            if (!last || health.ready()) {
                say(Parts.named(object), line);
            }
            return health.ready() || lacks;
        });
        return reasons;
    }

    /** Each change once. */
    private void say(String object, String line) {
        if (!line.equals(said.put(object, line))) {
            String first = line.lines().findFirst().orElse("");
            terminal.err().println("  " + (first.length() > WIDTH ? first.substring(0, WIDTH) + " ..." : first));
        }
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("The command was interrupted while it waited.");
        }
    }
}
