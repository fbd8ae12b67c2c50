package dev.hearth.knative.deployment;

import dev.hearth.knative.mapping.Deployment;
import io.quarkus.container.spi.ContainerImageInfoBuildItem;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.GeneratedFileSystemResourceBuildItem;
import io.quarkus.deployment.pkg.builditem.ArtifactResultBuildItem;
import io.quarkus.deployment.pkg.builditem.JarBuildItem;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Writes the application's image, and what others need to build one. */
final class ImageProcessor {
    /** That of the image, unless its container has another. */
    static final String USER = Long.toString(Deployment.DEFAULT_USER);

    private static final Logger LOG = Logger.getLogger(ImageProcessor.class);
    private static final String FOLDER = "container/";

    @BuildStep(onlyIf = IsProduction.class)
    void containerfile(ImageConfig config, BuildProducer<GeneratedFileSystemResourceBuildItem> files) {
        String containerfile =
                resource("Containerfile").replace("@BASE@", config.base()).replace("@USER@", USER);
        for (Map.Entry<String, String> file : Map.of(
                        "Containerfile", containerfile,
                        "Containerfile.dockerignore", resource("dockerignore"),
                        "start", resource("start"))
                .entrySet()) {
            files.produce(new GeneratedFileSystemResourceBuildItem(
                    FOLDER + file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @BuildStep(onlyIf = {IsProduction.class, ImageConfig.Build.class})
    ArtifactResultBuildItem image(
            ImageConfig config, ContainerImageInfoBuildItem info, JarBuildItem jar, OutputTargetBuildItem target) {
        Path tar = target.getOutputDirectory().resolve("jib-image.tar");
        Image image = new Image(config.base(), info.getImage(), packaged(jar), resource("start"), tar);
        Path work = target.getOutputDirectory().resolve(FOLDER + "work");
        image.write();
        String archive;
        try {
            image.write(ImageArchive.make(tar, work));
            archive = "replicas start from a class archive of its own JVM";
        } catch (IOException e) {
            archive = "without class archive, so replicas start more slowly";
            LOG.warnf(
                    "Image '%s': its JVM could not make a class archive: %s. Build %sContainerfile for an image with one.",
                    info.getImage(), e.getMessage(), FOLDER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The build was interrupted.", e);
        }
        LOG.infof("Image '%s' is in %s, %s.", info.getImage(), tar, archive);
        return new ArtifactResultBuildItem(tar, "jib-image", Map.of("container-image", info.getImage()));
    }

    private static Path packaged(JarBuildItem jar) {
        Path folder = jar.getPath().toAbsolutePath().getParent();
        if (folder == null || !jar.getPath().endsWith("quarkus-run.jar")) {
            throw new IllegalArgumentException("Image of '" + jar.getPath()
                    + "': an image is made of the default packaging alone. Unset quarkus.package.jar.type.");
        }
        return folder;
    }

    private static String resource(String name) {
        try (InputStream in = ImageProcessor.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
