package dev.hearth.knative.deployment;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.deployment.CatalogBuildItem;
import dev.hearth.knative.mapping.Deployment;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.MappingConfig;
import dev.hearth.knative.mapping.ResourceNames;
import io.quarkus.container.spi.ContainerImageInfoBuildItem;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.kubernetes.deployment.KubernetesConfig;
import org.eclipse.microprofile.config.ConfigProvider;

/** Gathers what the manifests are made from. */
final class InstallationProcessor {
    @BuildStep(onlyIf = IsProduction.class)
    InstallationBuildItem installation(
            CatalogBuildItem catalog,
            ContainerImageInfoBuildItem image,
            KubernetesConfig kubernetes,
            MappingConfig config) {
        String name = catalog.data().applicationName();
        return new InstallationBuildItem(
                Deployment.of(
                        application(name, kubernetes.name().orElse(name)),
                        catalog.data().version(),
                        image.getImage(),
                        config,
                        ManagedBy.MANIFEST,
                        kubernetes.namespace()),
                Catalog.environments(catalog.data(), ConfigProvider.getConfig()));
    }

    /** The platform at run time knows the application's name alone, and must find what these manifests made. */
    static String application(String name, String onTheCluster) {
        String label = ResourceNames.application(name);
        if (!label.equals(name) || !label.equals(onTheCluster)) {
            throw new HearthException("Application '" + name + "': on the cluster it is called '" + onTheCluster
                    + "', but must be called '" + label + "' everywhere. Set quarkus.application.name=" + label
                    + ", and leave quarkus.kubernetes.name unset.");
        }
        return label;
    }
}
