package dev.hearth.knative.deployment;

import dev.hearth.functions.deployment.CatalogBuildItem;
import dev.hearth.knative.deploy.TokensSecret;
import dev.hearth.knative.mapping.ResourceNames;
import io.dekorate.kubernetes.config.MountBuilder;
import io.dekorate.kubernetes.config.SecretVolumeBuilder;
import io.dekorate.kubernetes.decorator.AddMountDecorator;
import io.dekorate.kubernetes.decorator.AddSecretVolumeDecorator;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.kubernetes.spi.DecoratorBuildItem;
import io.quarkus.kubernetes.spi.KubernetesEnvBuildItem;

/** Has the platform's pod read its API tokens from the Secret that {@code deploy} makes. It starts without the Secret too, and lets nobody in. */
final class TokensProcessor {
    private static final String VOLUME = "hearth-tokens";
    private static final String FOLDER = "/var/run/hearth/tokens";

    @BuildStep(onlyIf = IsProduction.class)
    void tokens(
            CatalogBuildItem catalog,
            BuildProducer<KubernetesEnvBuildItem> variables,
            BuildProducer<DecoratorBuildItem> decorators) {
        String application = ResourceNames.application(catalog.data().applicationName());
        decorators.produce(new DecoratorBuildItem(
                PlatformDeploymentProcessor.TARGET,
                new AddSecretVolumeDecorator(new SecretVolumeBuilder()
                        .withVolumeName(VOLUME)
                        .withSecretName(TokensSecret.name(application))
                        .withOptional(true)
                        .build())));
        decorators.produce(new DecoratorBuildItem(
                PlatformDeploymentProcessor.TARGET,
                new AddMountDecorator(new MountBuilder()
                        .withName(VOLUME)
                        .withPath(FOLDER)
                        .withReadOnly(true)
                        .build())));
        variables.produce(KubernetesEnvBuildItem.createSimpleVar(
                "HEARTH_AUTH_TOKENS_FILE", FOLDER + "/" + TokensSecret.FILE, PlatformDeploymentProcessor.TARGET));
    }
}
