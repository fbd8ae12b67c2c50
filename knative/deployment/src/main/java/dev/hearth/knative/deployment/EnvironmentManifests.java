package dev.hearth.knative.deployment;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.knative.mapping.Deployment;
import dev.hearth.knative.mapping.KnativeServices;
import dev.hearth.knative.mapping.MappingConfig;
import dev.hearth.knative.mapping.OperatorFlags;
import dev.hearth.knative.mapping.ReplicaPods;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** A Knative Service for each environment of actors. Regular tasks have Jobs, which the platform makes one by one. */
final class EnvironmentManifests {
    private static final Logger LOG = Logger.getLogger(EnvironmentManifests.class);

    @BuildStep(onlyIf = IsProduction.class)
    ManifestBuildItem environments(InstallationBuildItem installation, MappingConfig config) {
        Set<String> onDemand = config.onDemand().orElse(Set.of());
        checkKnown(onDemand, installation.environments());
        List<HasMetadata> services = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (EnvironmentSpec environment : installation.environments()) {
            try {
                if (environment.regular()) {
                    refuseNow(environment, installation.deployment());
                } else {
                    Service service = KnativeServices.of(environment, installation.deployment());
                    if (!onDemand.contains(environment.name())) {
                        services.add(service);
                    }
                    OperatorFlags.neededBy(service)
                            .forEach((field, flag) -> notes.add("Environment '" + environment.name() + "': " + field
                                    + " needs " + flag + " of namespace knative-serving."));
                }
            } catch (HearthException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        if (!faults.isEmpty()) {
            throw new HearthException(String.join(System.lineSeparator(), faults));
        }
        notes.forEach(LOG::warn);
        return new ManifestBuildItem("environments", notes, services);
    }

    private static void checkKnown(Set<String> onDemand, List<EnvironmentSpec> environments) {
        List<String> known = environments.stream()
                .filter(environment -> !environment.regular())
                .map(EnvironmentSpec::name)
                .toList();
        for (String name : onDemand) {
            if (!known.contains(name)) {
                throw new HearthException("Configuration 'hearth.knative.on-demand': "
                        + new UnknownNameException("Environment", name, known).getMessage());
            }
        }
    }

    /** So that the build fails, and not the first task. */
    private static void refuseNow(EnvironmentSpec environment, Deployment deployment) {
        ReplicaPods.ofTask(environment, deployment, "replica");
    }
}
