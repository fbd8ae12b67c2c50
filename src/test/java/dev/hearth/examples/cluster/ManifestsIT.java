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

/** Asks the cluster about every manifest that {@code mvn package} has written, without applying any. */
@OnCluster
class ManifestsIT {
    private static final Path FOLDER = SourceTree.ofThisProject().root().resolve("src/target/kubernetes");

    @Test
    void theClusterAcceptsEveryManifestAsItIs() throws IOException {
        List<String> refused = new ArrayList<>();
        try (Namespace namespace = Namespace.make()) {
            List<HasMetadata> manifests = manifests(namespace.client());
            assertFalse(manifests.isEmpty(), () -> "there is no manifest in " + FOLDER);
            for (HasMetadata object : manifests) {
                try {
                    namespace
                            .client()
                            .resource(object)
                            .inNamespace(namespace.name())
                            .dryRun()
                            .create();
                } catch (KubernetesClientException e) {
                    refused.add(object.getKind() + " '" + object.getMetadata().getName() + "': " + e.getMessage());
                }
            }
        }
        assertEquals(List.of(), refused);
    }

    static List<HasMetadata> manifests(KubernetesClient client) throws IOException {
        List<HasMetadata> manifests = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yml")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    manifests.addAll(client.load(in).items());
                }
            }
        }
        return manifests;
    }
}
