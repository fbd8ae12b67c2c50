package dev.hearth.knative.deployment;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.GeneratedFileSystemResourceBuildItem;
import io.quarkus.kubernetes.spi.KubernetesOutputDirectoryBuildItem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Writes all objects but the platform's Deployment and Service, which Quarkus writes, into one file beside theirs. */
final class ManifestFileProcessor {
    private static final String FILE = "hearth.yml";

    @BuildStep(onlyIf = IsProduction.class)
    GeneratedFileSystemResourceBuildItem write(
            List<ManifestBuildItem> manifests, Optional<KubernetesOutputDirectoryBuildItem> folder) {
        // Without one, Quarkus has written nothing, for it has found neither Maven nor Gradle.
        Path file = folder.map(found -> found.getOutputDirectory().toAbsolutePath())
                .orElse(Path.of("kubernetes"))
                .resolve(FILE);
        return new GeneratedFileSystemResourceBuildItem(
                file.toString(), text(manifests).getBytes(StandardCharsets.UTF_8));
    }

    static String text(List<ManifestBuildItem> manifests) {
        StringBuilder text = new StringBuilder();
        manifests.stream().sorted(Comparator.comparing(ManifestBuildItem::part)).forEach(manifest -> {
            if (!manifest.objects().isEmpty()) {
                text.append("# ").append(manifest.part()).append('\n');
                manifest.notes().forEach(note -> text.append("# ").append(note).append('\n'));
                for (HasMetadata object : manifest.objects()) {
                    text.append(Serialization.asYaml(object));
                }
            }
        });
        return text.toString();
    }
}
