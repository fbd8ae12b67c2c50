package dev.hearth.knative.deployment;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.quarkus.test.ProdModeTestResults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The manifests that a build has written. */
final class Written {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private final Path folder;

    Written(ProdModeTestResults build) {
        folder = build.getBuildDir().resolve("kubernetes");
    }

    String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /** All objects of both files. */
    List<HasMetadata> objects() throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        for (String file : List.of("hearth.yml", "kubernetes.yml")) {
            try (InputStream in = Files.newInputStream(folder.resolve(file))) {
                Object read = SERIALIZATION.unmarshal(in);
                if (read instanceof Collection<?> several) {
                    several.forEach(object -> objects.add((HasMetadata) object));
                } else {
                    objects.add((HasMetadata) read);
                }
            }
        }
        return objects;
    }

    List<String> names() throws IOException {
        return objects().stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** The only one of its kind and name. */
    <T extends HasMetadata> T the(Class<T> kind, String name) throws IOException {
        List<T> found = objects().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(object -> object.getMetadata().getName().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    kind.getSimpleName() + " '" + name + "' stands there " + found.size() + " times among " + names());
        }
        return found.get(0);
    }
}
