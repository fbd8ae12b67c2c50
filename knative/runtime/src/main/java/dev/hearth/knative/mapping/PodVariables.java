package dev.hearth.knative.mapping;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import dev.hearth.functions.replica.ReplicaIdentity;
import dev.hearth.functions.replica.ReplicaPlace;
import dev.hearth.platform.provision.ResourceFlags;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The variables of the containers of a replica's pod. */
final class PodVariables {
    /** Of the pod, which no other pod shares; far from those that queue-proxy has. */
    private static final int FIRST_SIDE_PORT = 18_080;

    /** Read by the {@code java} program itself, so that any image heeds it. */
    private static final String JVM_OPTIONS = "JDK_JAVA_OPTIONS";

    /** The reset between tasks clears thread locals, which java.lang does not show otherwise. */
    private static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    /** Where an image's working folder is the packaged application's, or the one above; java heeds no folder that is not there. */
    private static final String CLASS_PATH = Stream.of("", "quarkus-app/")
            .flatMap(folder -> Stream.of("app/*", "lib/main/*", "lib/boot/*").map(jars -> folder + jars))
            .collect(Collectors.joining(":"));

    private PodVariables() {}

    /** @param replica its name; empty: its host's */
    static List<EnvVar> ofReplica(EnvironmentSpec environment, Deployment deployment, Optional<String> replica) {
        boolean secrets = !environment.container().secrets().isEmpty();
        Map<String, String> variables = new TreeMap<>();
        new ReplicaIdentity(
                        environment.name(),
                        environment.identity(deployment.build()),
                        replica.orElse(""),
                        deployment.platform(),
                        new ReplicaPlace.Pod(
                                Path.of(PodVolumes.JOIN_FOLDER, ResourceNames.JOIN_KEY),
                                replica.isEmpty(),
                                deployment.drain(),
                                secrets ? Optional.of(Path.of(PodVolumes.SECRETS_FOLDER)) : Optional.empty()),
                        environment.concurrency(),
                        known(environment),
                        Optional.empty())
                .into(variables);
        variables.put(JVM_OPTIONS, jvmOptions(environment));
        if (environment.container().limits().memory().isPresent()) {
            variables.putIfAbsent("MALLOC_ARENA_MAX", "2");
        }
        return list(variables);
    }

    /** Of what runs before the replica, or beside it. */
    static List<EnvVar> ofSide(EnvironmentSpec environment, InitContainerSpec container) {
        Map<String, String> variables = new TreeMap<>(known(environment));
        if (container.image().isEmpty()) {
            variables.put("HEARTH_JAVA", "java");
            variables.put("HEARTH_CLASS_PATH", CLASS_PATH);
        }
        return list(variables);
    }

    /** The environment's own, and the ports of what runs beside it. */
    private static Map<String, String> known(EnvironmentSpec environment) {
        Map<String, String> known = new TreeMap<>(environment.environment());
        int port = FIRST_SIDE_PORT;
        for (InitContainerSpec container : environment.container().initContainers()) {
            if (container.portVariable().isPresent()) {
                known.put(container.portVariable().get(), Integer.toString(port++));
            }
        }
        return known;
    }

    /** The author's own come last, and win. */
    private static String jvmOptions(EnvironmentSpec environment) {
        List<String> options = new ArrayList<>();
        options.add(OPEN);
        options.addAll(ResourceFlags.of(environment.container()));
        options.add(environment.environment().getOrDefault(JVM_OPTIONS, ""));
        return String.join(" ", options).strip();
    }

    private static List<EnvVar> list(Map<String, String> variables) {
        List<EnvVar> list = new ArrayList<>();
        variables.forEach((name, value) -> list.add(new EnvVar(name, value, null)));
        return list;
    }
}
