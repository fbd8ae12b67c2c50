package dev.hearth.functions.deployment;

import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.maven.dependency.ArtifactKey;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.jandex.ClassInfo;

/** Lets application classes tell the reset about their static fields. */
class StaticStateProcessor {
    private static final String PROPERTY = "hearth.reset.archives";

    @BuildStep
    void indexNamedArchives(ResetBuildConfig config, BuildProducer<IndexDependencyBuildItem> index) {
        for (String archive : config.archives().orElse(List.of())) {
            String[] parts = archive.strip().split(":", -1);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new ConfigurationException("Property '" + PROPERTY + "': '" + archive
                        + "' names no dependency. Give a list of groupId:artifactId.");
            }
            index.produce(new IndexDependencyBuildItem(parts[0], parts[1]));
        }
    }

    /** Dev mode and tests run every role in one JVM, where nothing is reset. */
    @BuildStep
    void captureStaticState(
            LaunchModeBuildItem launchMode,
            ResetBuildConfig config,
            ApplicationArchivesBuildItem archives,
            CombinedIndexBuildItem combined,
            BuildProducer<BytecodeTransformerBuildItem> transformers) {
        if (launchMode.getLaunchMode() != LaunchMode.NORMAL) {
            return;
        }
        StaticFields fields = new StaticFields(combined.getIndex());
        for (ApplicationArchive archive : covered(config, archives)) {
            for (ClassInfo type : archive.getIndex().getKnownClasses()) {
                if (fields.canChange(type)) {
                    transformers.produce(new BytecodeTransformerBuildItem.Builder()
                            .setClassToTransform(type.name().toString())
                            .setCacheable(true)
                            .setVisitorFunction((name, visitor) -> new CaptureAtInitialisation(visitor))
                            .build());
                }
            }
        }
    }

    private static List<ApplicationArchive> covered(ResetBuildConfig config, ApplicationArchivesBuildItem archives) {
        List<ApplicationArchive> result = new ArrayList<>();
        result.add(archives.getRootArchive());
        for (String name : config.archives().orElse(List.of())) {
            result.add(archives.getApplicationArchives().stream()
                    .filter(archive -> archive.getKey() != null && named(archive.getKey(), name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationException(
                            "Property '" + PROPERTY + "': the application has no dependency '" + name
                                    + "' with classes. Known archives: " + known(archives) + ".")));
        }
        return result;
    }

    private static boolean named(ArtifactKey key, String name) {
        return (key.getGroupId() + ":" + key.getArtifactId()).equals(name);
    }

    private static String known(ApplicationArchivesBuildItem archives) {
        return archives.getApplicationArchives().stream()
                .filter(archive -> archive.getKey() != null)
                .map(archive ->
                        archive.getKey().getGroupId() + ":" + archive.getKey().getArtifactId())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
