package dev.hearth.examples.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The application in a namespace of its own, deployed by the command that users have, and undeployed with its namespace.
 *
 * @param namespace where it is
 * @param token opens the platform's door
 */
record Installation(Namespace namespace, String token) implements AutoCloseable {
    /** As the build names it. */
    static final String APPLICATION = "hearth-examples";

    private static final Duration DEPLOYMENT = Duration.ofMinutes(12);
    private static final Duration PLATFORM = Duration.ofMinutes(5);
    private static final Pattern TOKEN = Pattern.compile("hearth_[A-Za-z0-9_-]+");

    static Optional<String> image() {
        return Optional.ofNullable(System.getProperty("hearth.image")).filter(image -> !image.isBlank());
    }

    /** Deploys into a new namespace; with further variables for the command, as a user would set them. */
    static Installation deploy(Map<String, String> variables, String... options) {
        Namespace namespace = Namespace.make();
        try {
            namespace.prepare();
            return deploy(namespace, variables, options);
        } catch (Throwable e) {
            namespace.close();
            throw e;
        }
    }

    static Installation deploy(Namespace namespace, Map<String, String> variables, String... options) {
        List<String> arguments = new ArrayList<>(List.of("deploy", "--wait", "600", "--image", image().orElseThrow()));
        arguments.addAll(List.of(options));
        Command deployed =
                command(namespace, variables, arguments.toArray(String[]::new)).succeeded();
        Matcher token = TOKEN.matcher(deployed.out() + deployed.err());
        if (!token.find()) {
            throw new AssertionError("deploy does not say how to call the platform: " + deployed);
        }
        return new Installation(namespace, token.group());
    }

    /** Runs a command of the command line's with the namespace as that of the current context. */
    Command command(String... arguments) {
        return command(namespace, Map.of(), arguments);
    }

    private static Command command(Namespace namespace, Map<String, String> variables, String... arguments) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("KUBECONFIG", namespace.kubeconfig().toString());
        return Command.run(DEPLOYMENT, all, arguments);
    }

    /** A way to the platform's API, through the API server, until it is closed or the platform's pod ends. */
    Platform platform() {
        Pod[] pod = new Pod[1];
        Waiting.until(
                PLATFORM,
                () -> {
                    pod[0] = platformPods(namespace.client()).stream()
                            .findFirst()
                            .orElse(null);
                    return pod[0] != null;
                },
                () -> "no pod of the platform is ready");
        return Platform.at(namespace.client(), pod[0].getMetadata().getName(), token);
    }

    /** The platform's pods that are ready and not about to go. */
    static List<Pod> platformPods(KubernetesClient client) {
        return client
                .pods()
                .withLabel("app.kubernetes.io/name", APPLICATION)
                .withLabel("app.kubernetes.io/component", "platform")
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && Readiness.isPodReady(pod))
                .toList();
    }

    /** Undeploys first: a namespace alone takes longer to go, as Kubernetes deletes its pods before what makes them. */
    @Override
    public void close() {
        try {
            command("undeploy").succeeded();
        } finally {
            namespace.close();
        }
    }
}
