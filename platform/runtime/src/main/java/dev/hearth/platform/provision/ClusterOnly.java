package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Says once for each environment which of its attributes only a cluster heeds. Safe for use by several threads. */
final class ClusterOnly {
    private final Consumer<String> log;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    ClusterOnly(Consumer<String> log) {
        this.log = log;
    }

    /** Called when a replica of the environment is started that is no pod. */
    void tell(EnvironmentSpec environment) {
        List<String> attributes = environment.container().placement().attributes();
        if (!attributes.isEmpty() && told.add(environment.name())) {
            log.accept("Environment '" + environment.name() + "': without effect on this machine: "
                    + String.join(", ", attributes) + ". On a cluster they have one.");
        }
    }
}
