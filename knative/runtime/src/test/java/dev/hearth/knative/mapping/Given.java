package dev.hearth.knative.mapping;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * An environment as a file describes it: the attributes by their names in the configuration, and those that cannot be configured.
 *
 * @param environment after all that the file says
 */
record Given(EnvironmentSpec environment) {
    static final Deployment DEPLOYMENT = new Deployment(
            "harbour",
            "build-1",
            "dev.local/harbour:1.0",
            URI.create("ws://harbour:8081/hearth/link"),
            Deployment.DEFAULT_TIMEOUT_SECONDS,
            "harbour-secrets",
            Deployment.DEFAULT_USER,
            ManagedBy.MANIFEST,
            Optional.empty());

    static Given read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> attributes = new TreeMap<>();
        properties.forEach((name, value) -> attributes.put(name.toString(), value.toString()));
        return of(attributes);
    }

    static Given of(Map<String, String> given) {
        Map<String, String> attributes = new TreeMap<>(given);
        String name = Optional.ofNullable(attributes.remove("name")).orElse("tides");
        boolean regular = Boolean.parseBoolean(attributes.remove("regular"));
        List<InitContainerSpec> initContainers = initContainers(attributes);
        ContainerSpec container =
                ContainerSpec.of(Optional.empty(), ResourceSpec.NONE, ResourceSpec.NONE, List.of(), initContainers);
        EnvironmentSpec declared = new EnvironmentSpec(
                name,
                "app.Tides",
                regular,
                Map.of(),
                1,
                EnvironmentSpec.ALL,
                EnvironmentSpec.DEFAULT_SCALEDOWN_SECONDS,
                regular ? 1 : 90,
                1,
                container);
        return new Given(Catalog.change(declared, attributes));
    }

    private static List<InitContainerSpec> initContainers(Map<String, String> attributes) {
        List<InitContainerSpec> containers = new ArrayList<>();
        for (int i = 1; attributes.containsKey("init-container." + i + ".name"); i++) {
            String prefix = "init-container." + i + ".";
            containers.add(new InitContainerSpec(
                    String.valueOf(attributes.remove(prefix + "name")),
                    Optional.ofNullable(attributes.remove(prefix + "image")),
                    List.of(String.valueOf(attributes.remove(prefix + "command"))
                            .split(" ")),
                    Boolean.parseBoolean(attributes.remove(prefix + "sidecar")),
                    Optional.ofNullable(attributes.remove(prefix + "port-variable")),
                    60));
        }
        return containers;
    }
}
