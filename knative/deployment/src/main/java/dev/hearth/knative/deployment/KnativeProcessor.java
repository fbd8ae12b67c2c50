package dev.hearth.knative.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;

/** Names the extension among the application's features. */
final class KnativeProcessor {
    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("hearth-knative");
    }
}
