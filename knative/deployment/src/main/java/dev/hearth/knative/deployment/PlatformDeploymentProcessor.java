package dev.hearth.knative.deployment;

import dev.hearth.knative.mapping.Deployment;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.MappingConfig;
import io.dekorate.kubernetes.config.DeploymentStrategy;
import io.dekorate.kubernetes.decorator.AddLabelToServiceSelectorDecorator;
import io.dekorate.kubernetes.decorator.AddToMatchingLabelsDecorator;
import io.dekorate.kubernetes.decorator.ApplyDeploymentStrategyDecorator;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.kubernetes.deployment.KubernetesConfig;
import io.quarkus.kubernetes.spi.DecoratorBuildItem;
import io.quarkus.kubernetes.spi.KubernetesEnvBuildItem;
import io.quarkus.kubernetes.spi.KubernetesLabelBuildItem;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Makes of the Deployment and the Service that Quarkus writes those of a platform. {@link KubernetesDefaults} has the rest. */
final class PlatformDeploymentProcessor {
    /** What Quarkus calls the platform's Deployment and what belongs to it. */
    static final String TARGET = "kubernetes";

    private static final int HTTP_PORT = 8080;

    /** What the platform needs in a pod, unless the application is configured otherwise. */
    private static final Map<String, String> VARIABLES = Map.of(
            "hearth.provisioner", "knative",
            "hearth.link.port", "" + Deployment.LINK_PORT,
            "quarkus.http.host", "0.0.0.0");

    @BuildStep(onlyIf = IsProduction.class)
    void variables(BuildProducer<KubernetesEnvBuildItem> variables) {
        Map<String, String> values = new TreeMap<>();
        values.put("HEARTH_STATE", PlatformContainer.STATE_FOLDER);
        Config config = ConfigProvider.getConfig();
        VARIABLES.forEach((property, value) -> put(config, property, value, values));
        if (!isSet(config, "hearth.auth.oidc.issuer")) {
            // Beyond loopback a platform does not start without authentication.
            put(config, "hearth.auth.tokens", "true", values);
        }
        values.forEach((name, value) -> variables.produce(KubernetesEnvBuildItem.createSimpleVar(name, value, TARGET)));
    }

    private static void put(Config config, String property, String value, Map<String, String> values) {
        if (!isSet(config, property)) {
            values.put(property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value);
        }
    }

    private static boolean isSet(Config config, String property) {
        return config.getOptionalValue(property, String.class).isPresent();
    }

    /** The pods of replicas have the application's name, too. */
    @BuildStep(onlyIf = IsProduction.class)
    void toldApart(
            InstallationBuildItem installation,
            BuildProducer<KubernetesLabelBuildItem> labels,
            BuildProducer<DecoratorBuildItem> decorators) {
        String application = installation.deployment().application();
        Labels.of(application, Labels.PLATFORM, ManagedBy.MANIFEST)
                .forEach((label, value) -> labels.produce(new KubernetesLabelBuildItem(label, value, TARGET)));
        decorate(
                decorators,
                new AddLabelToServiceSelectorDecorator(application, Labels.COMPONENT, Labels.PLATFORM),
                new AddToMatchingLabelsDecorator(application, Labels.COMPONENT, Labels.PLATFORM));
    }

    @BuildStep(onlyIf = IsProduction.class)
    void pod(
            InstallationBuildItem installation,
            MappingConfig config,
            KubernetesConfig kubernetes,
            BuildProducer<DecoratorBuildItem> decorators) {
        Config all = ConfigProvider.getConfig();
        Optional<Integer> port = isSet(all, "hearth.journal.address")
                ? Optional.empty()
                : all.getOptionalValue("quarkus.http.port", Integer.class).or(() -> Optional.of(HTTP_PORT));
        String application = installation.deployment().application();
        Optional<String> claim = config.stateSize().map(size -> stateClaim(application));
        decorate(
                decorators,
                new PlatformPod(application, config.runAsUser(), claim),
                new PlatformContainer(application, config.runAsUser(), port));
        boolean alone = alone(claim, all.getOptionalValue("hearth.journal.kind", String.class));
        if (alone && kubernetes.strategy() == DeploymentStrategy.None) {
            decorate(decorators, new ApplyDeploymentStrategyDecorator(application, DeploymentStrategy.Recreate));
        }
    }

    /** Two platforms at a time share a journal only if that is a server, and a volume only if they stand on one node. */
    static boolean alone(Optional<String> claim, Optional<String> journal) {
        return claim.isPresent()
                || !journal.filter("postgresql"::equalsIgnoreCase).isPresent();
    }

    static String stateClaim(String application) {
        return application + "-state";
    }

    private static void decorate(BuildProducer<DecoratorBuildItem> decorators, Object... given) {
        for (Object decorator : given) {
            decorators.produce(new DecoratorBuildItem(TARGET, decorator));
        }
    }
}
