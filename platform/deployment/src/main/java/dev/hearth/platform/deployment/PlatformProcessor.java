package dev.hearth.platform.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;

/** What the platform asks of every application that has it. */
final class PlatformProcessor {
    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("hearth");
    }

    /** Loopback unless told otherwise: nobody but this machine can run tasks until the author decides differently. */
    @BuildStep
    RunTimeConfigurationDefaultBuildItem loopback() {
        return new RunTimeConfigurationDefaultBuildItem("quarkus.http.host", "127.0.0.1");
    }
}
