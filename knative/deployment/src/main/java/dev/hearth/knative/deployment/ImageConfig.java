package dev.hearth.knative.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The application's image. */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "hearth.image")
public interface ImageConfig {
    /** The image's whole name, with its tag, in the manifests as well. By default what {@code quarkus.container-image} says. */
    @WithParentName
    Optional<String> name();

    /** Whether the build writes the image to {@code jib-image.tar}. It needs no daemon. */
    @WithDefault("false")
    boolean build();

    /**
     * What the application is put on: an image with a shell and a JDK or JRE, 17 or later, that is the one of its PATH. A name in a registry, or
     * {@code tar://} and the path of a file that {@code docker save} or the like has written.
     */
    @WithDefault("docker.io/library/eclipse-temurin:25-jre")
    String base();

    /** Whether {@link #build} is on. */
    final class Build implements BooleanSupplier {
        private final ImageConfig config;

        Build(ImageConfig config) {
            this.config = config;
        }

        @Override
        public boolean getAsBoolean() {
            return config.build();
        }
    }
}
