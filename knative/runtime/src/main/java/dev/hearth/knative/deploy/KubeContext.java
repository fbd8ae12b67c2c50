package dev.hearth.knative.deploy;

import dev.hearth.knative.ApiFault;
import dev.hearth.platform.cli.CommandFailure;
import dev.hearth.platform.cli.Terminal;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import java.io.File;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The cluster of the current kubeconfig context, and the namespace there: what the commands work on.
 *
 * @param client works in that namespace
 */
record KubeContext(NamespacedKubernetesClient client) {
    /** A busy API server answers late, and a command that waits for minutes anyway need not give up for that. */
    private static final int REQUEST_MILLIS = 60_000;

    /** Runs an action, and says what is wrong if it is the cluster that cannot be reached. */
    static int in(Terminal terminal, Optional<String> namespace, ToIntFunction<KubeContext> action) {
        Config config = config(terminal.environment());
        config.setRequestTimeout(Math.max(config.getRequestTimeout(), REQUEST_MILLIS));
        namespace.ifPresent(config::setNamespace);
        if (config.getNamespace() == null) {
            config.setNamespace("default");
        }
        try (NamespacedKubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build().adapt(NamespacedKubernetesClient.class)) {
            return action.applyAsInt(new KubeContext(client));
        } catch (KubernetesClientException e) {
            throw CommandFailure.failed("Cannot ask the cluster '" + config.getMasterUrl() + "' about namespace '"
                    + config.getNamespace() + "': " + reason(e));
        }
    }

    String namespace() {
        return client.getNamespace();
    }

    private static Config config(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        String named = environment.getOrDefault("KUBECONFIG", "");
        String files = named.isBlank() ? home + File.separator + ".kube" + File.separator + "config" : named;
        Optional<File> file = Arrays.stream(files.split(File.pathSeparator))
                .map(File::new)
                .filter(File::isFile)
                .findFirst();
        if (file.isPresent()) {
            return Config.fromKubeconfig(file.get());
        }
        if (environment.containsKey("KUBERNETES_SERVICE_HOST")) {
            return Config.autoConfigure(null);
        }
        throw CommandFailure.usage("No cluster is known: the kubeconfig '" + files
                + "' is not there. Name one with the variable KUBECONFIG.");
    }

    /** What the cluster, or the way to it, says, and what to do about it. */
    static String reason(KubernetesClientException e) {
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "it does not take the credentials of the kubeconfig. Log in again.";
            case HttpURLConnection.HTTP_FORBIDDEN ->
                ApiFault.reason(e) + ". The account of the kubeconfig needs this right in the namespace.";
            default -> ApiFault.reason(e) + ".";
        };
    }
}
