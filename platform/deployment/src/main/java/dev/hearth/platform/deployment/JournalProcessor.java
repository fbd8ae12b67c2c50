package dev.hearth.platform.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.runtime.LaunchMode;

/** Whether an application's runs outlive it by default. */
final class JournalProcessor {
    /** Tests and live reload start often, and want no history; runs of code that has just been changed would stop anyway. */
    @BuildStep
    void noneButInProduction(LaunchModeBuildItem mode, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (mode.getLaunchMode() != LaunchMode.NORMAL) {
            defaults.produce(new RunTimeConfigurationDefaultBuildItem("hearth.journal.kind", "none"));
        }
    }
}
