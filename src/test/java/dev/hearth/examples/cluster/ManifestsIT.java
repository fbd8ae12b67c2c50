package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hearth.architecture.SourceTree;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code mvn package} writes to {@code target/kubernetes}, asked of the cluster without applying it. */
@OnCluster
class ManifestsIT {
    private static final Path FOLDER = SourceTree.ofThisProject().root().resolve("src/target/kubernetes");

    @Test
    void theClusterAcceptsEveryManifestAsItIs() throws IOException {
        List<String> refused = new ArrayList<>();
        int asked = 0;
        try (Namespace namespace = Namespace.make()) {
            for (Path file : files()) {
                for (HasMetadata object : objects(namespace.client(), file)) {
                    asked++;
                    String refusal = refusal(namespace, object);
                    if (!refusal.isEmpty()) {
                        refused.add(FOLDER.relativize(file) + ", " + object.getKind() + " "
                                + object.getMetadata().getName() + ": " + refusal);
                    }
                }
            }
        }
        assertFalse(asked == 0, () -> "there is no manifest in " + FOLDER);
        assertEquals(List.of(), refused);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yml")
                            || file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<HasMetadata> objects(KubernetesClient client, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return client.load(in).items();
        }
    }

    private static String refusal(Namespace namespace, HasMetadata object) {
        try {
            namespace.client().resource(object).inNamespace(namespace.name()).dryRun().create();
            return "";
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
