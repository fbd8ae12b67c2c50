package dev.hearth.knative.deploy;

import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.platform.cli.CommandFailure;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the build has written, in the order in which it is to be applied. */
record Manifests(List<HasMetadata> objects) {
    /** What others need comes first; kinds that are not here, before all. */
    private static final List<String> ORDER = List.of(
            "ServiceAccount",
            "Role",
            "RoleBinding",
            "ConfigMap",
            "Secret",
            "PersistentVolumeClaim",
            "NetworkPolicy",
            "v1/Service",
            "Deployment",
            "serving.knative.dev/v1/Service",
            "Trigger");

    /**
     * Reads a folder's YAML files.
     *
     * @throws CommandFailure if there is none, or one cannot be read
     */
    static Manifests read(KubernetesClient client, Path folder) {
        Map<String, HasMetadata> objects = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Manifests::isYaml).sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    client.load(in)
                            .items()
                            .forEach(object -> objects.put(object.getApiVersion() + Parts.named(object), object));
                } catch (RuntimeException e) {
                    throw CommandFailure.usage("Manifest '" + file + "': it cannot be read: " + e.getMessage());
                }
            }
        } catch (IOException e) {
            throw CommandFailure.failed("Manifests '" + folder + "': they cannot be read: " + e);
        }
        if (objects.isEmpty()) {
            throw CommandFailure.usage("Manifests '" + folder + "': there is no YAML file in the folder. Build the"
                    + " application with the dependency hearth-knative ('mvn package').");
        }
        return new Manifests(objects.values().stream()
                .sorted(Comparator.comparingInt(Manifests::place))
                .toList());
    }

    /** The platform. */
    Deployment platform() {
        return objects.stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("Manifests: none of them is the platform's Deployment. Known: "
                        + String.join(", ", objects.stream().map(Parts::named).toList()) + "."));
    }

    /** The application's image, which others may have as well. */
    String image() {
        return platform()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    /** Whether the platform asks its callers for API tokens, and not for those of an issuer alone. */
    boolean askForTokens() {
        return platform().getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
                .anyMatch(variable ->
                        variable.getName().equals("HEARTH_AUTH_TOKENS") && "true".equals(variable.getValue()));
    }

    /** Puts another image in the place of the application's, wherever that stands. */
    Manifests withImage(String image) {
        String before = image();
        objects.stream()
                .flatMap(object -> containers(object).stream())
                .filter(container -> before.equals(container.getImage()))
                .forEach(container -> container.setImage(image));
        return this;
    }

    /** Marks all as parts of the application, by which they are found again, and puts them into a namespace. */
    Manifests of(String application, String namespace) {
        for (HasMetadata object : objects) {
            Map<String, String> labels = new HashMap<>(
                    Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of()));
            labels.putIfAbsent(Labels.PART_OF, application);
            labels.putIfAbsent(Labels.MANAGED_BY, ManagedBy.MANIFEST.label());
            object.getMetadata().setLabels(labels);
            object.getMetadata().setNamespace(namespace);
        }
        return this;
    }

    private static List<Container> containers(HasMetadata object) {
        List<Container> containers = new ArrayList<>();
        if (object instanceof Deployment deployment) {
            containers.addAll(deployment.getSpec().getTemplate().getSpec().getContainers());
            containers.addAll(deployment.getSpec().getTemplate().getSpec().getInitContainers());
        } else if (object instanceof io.fabric8.knative.serving.v1.Service service) {
            containers.addAll(service.getSpec().getTemplate().getSpec().getContainers());
            containers.addAll(service.getSpec().getTemplate().getSpec().getInitContainers());
        }
        return containers;
    }

    private static int place(HasMetadata object) {
        return Math.max(
                ORDER.indexOf(object.getKind()), ORDER.indexOf(object.getApiVersion() + "/" + object.getKind()));
    }

    private static boolean isYaml(Path file) {
        String name = file.toString();
        return name.endsWith(".yml") || name.endsWith(".yaml");
    }
}
