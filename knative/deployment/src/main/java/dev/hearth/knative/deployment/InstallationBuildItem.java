package dev.hearth.knative.deployment;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.Deployment;
import io.quarkus.builder.item.SimpleBuildItem;
import java.util.List;

/** What the manifests of an application are made from. */
public final class InstallationBuildItem extends SimpleBuildItem {
    private final Deployment deployment;
    private final List<EnvironmentSpec> environments;

    InstallationBuildItem(Deployment deployment, List<EnvironmentSpec> environments) {
        this.deployment = deployment;
        this.environments = environments;
    }

    /** What all objects have in common. */
    public Deployment deployment() {
        return deployment;
    }

    /** The application's environments, with the overrides of its configuration. */
    public List<EnvironmentSpec> environments() {
        return environments;
    }
}
