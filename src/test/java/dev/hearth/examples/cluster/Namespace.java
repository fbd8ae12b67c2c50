package dev.hearth.examples.cluster;

import io.fabric8.knative.client.KnativeClient;
import io.fabric8.knative.eventing.v1.BrokerBuilder;
import io.fabric8.kubernetes.api.model.NamedContextBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A namespace of a test's own, which goes with it, and all that is in it.
 *
 * @param name a random one
 * @param client looks at the cluster; its namespace is this one
 * @param kubeconfig names the same cluster and user, with this namespace in its current context
 */
record Namespace(String name, KubernetesClient client, Path kubeconfig) implements AutoCloseable {
    /** As the Triggers that the build writes name it. */
    static final String BROKER = "default";

    /** A busy API server answers late. */
    private static final int REQUEST_MILLIS = 60_000;

    private static final Duration PREPARATION = Duration.ofMinutes(5);
    private static final Duration REMOVAL = Duration.ofMinutes(10);

    static Namespace make() {
        String name = "hearth-it-" + UUID.randomUUID().toString().substring(0, 8);
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withNamespace(name)
                .withRequestTimeout(REQUEST_MILLIS)
                .build();
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(Map.of("hearth.dev/test", "cluster"))
                        .endMetadata()
                        .build())
                .create();
        return new Namespace(name, client, kubeconfig(config, name));
    }

    /** What the user has, with another namespace: the one way to tell the command line. */
    private static Path kubeconfig(Config config, String namespace) {
        io.fabric8.kubernetes.api.model.Config file =
                Serialization.unmarshal(read(config.getFile().toPath()), io.fabric8.kubernetes.api.model.Config.class);
        String context = file.getCurrentContext();
        file.getContexts()
                .replaceAll(named -> named.getName().equals(context)
                        ? new NamedContextBuilder(named)
                                .editContext()
                                .withNamespace(namespace)
                                .endContext()
                                .build()
                        : named);
        try {
            Path written = Files.createTempFile(
                    namespace,
                    ".kubeconfig",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            written.toFile().deleteOnExit();
            return Files.writeString(written, Serialization.asYaml(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pods of an environment that are not about to go. */
    Pods pods(String environment) {
        return new Pods(client, environment);
    }

    /** Makes what an installation of the examples needs and does not bring: a Broker for its Triggers, and its secrets' values. */
    void prepare() {
        KnativeClient knative = client.adapt(KnativeClient.class);
        knative.brokers()
                .resource(new BrokerBuilder()
                        .withNewMetadata()
                        .withName(BROKER)
                        .endMetadata()
                        .build())
                .create();
        client.secrets()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(Installation.APPLICATION + "-secrets")
                        .endMetadata()
                        .addToStringData("SIGNING_KEY", "open-sesame")
                        .build())
                .create();
        Waiting.until(
                PREPARATION,
                () -> Conditions.ready(knative.brokers().withName(BROKER).get().getStatus()),
                () -> "the Broker is not ready: "
                        + knative.brokers().withName(BROKER).get().getStatus());
    }

    @Override
    public void close() {
        if (!kubeconfig.toFile().delete()) {
            throw new IllegalStateException("'" + kubeconfig + "' had gone before its namespace.");
        }
        try (client) {
            client.namespaces().withName(name).delete();
            Waiting.until(
                    REMOVAL,
                    () -> client.namespaces().withName(name).get() == null,
                    () -> "namespace '" + name + "' is still there: "
                            + client.namespaces().withName(name).get().getStatus());
        }
    }
}
