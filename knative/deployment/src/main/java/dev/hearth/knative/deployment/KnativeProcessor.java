package dev.hearth.knative.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;

/** Names the extension among the application's features, and keeps its libraries quiet. */
final class KnativeProcessor {
    /** Each watch that is lost, and watches are lost as a matter of course, would be a page of the log. The provisioner says it in a line. */
    private static final String LOST_WATCHES =
            "quarkus.log.category.\"io.fabric8.kubernetes.client.informers.impl.cache.Reflector\".level";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("hearth-knative");
    }

    @BuildStep
    RunTimeConfigurationDefaultBuildItem quietWatches() {
        return new RunTimeConfigurationDefaultBuildItem(LOST_WATCHES, "OFF");
    }
}
