package dev.hearth.platform.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.runtime.LaunchMode;
import java.util.List;

/** Whether an application's runs outlive it by default. */
final class JournalProcessor {
    /** Tests and live reload start often, and want no history; runs of code that has just been changed would stop anyway. */
    @BuildStep
    void noneButInProduction(LaunchModeBuildItem mode, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (mode.getLaunchMode() != LaunchMode.NORMAL) {
            defaults.produce(new RunTimeConfigurationDefaultBuildItem("hearth.journal.kind", "none"));
        }
    }

    /** What goes wrong is told by whoever uses them; that all is well needs no line at each start. */
    @BuildStep
    void quietLibraries(BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        for (String library : List.of("com.zaxxer.hikari", "org.flywaydb")) {
            defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                    "quarkus.log.category.\"" + library + "\".level", "ERROR"));
        }
    }
}
