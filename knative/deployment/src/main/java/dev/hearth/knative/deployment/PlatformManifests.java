package dev.hearth.knative.deployment;

import dev.hearth.knative.mapping.Deployment;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.MappingConfig;
import dev.hearth.knative.provision.Rights;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.kubernetes.deployment.KubernetesConfig;
import io.quarkus.kubernetes.spi.KubernetesPortBuildItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the platform may do, and who may reach it. */
final class PlatformManifests {
    /** As {@link KubernetesDefaults} calls the port for links. */
    private static final String LINK = "link";

    private static final String RBAC = "rbac.authorization.k8s.io";

    @BuildStep(onlyIf = IsProduction.class)
    ManifestBuildItem access(
            InstallationBuildItem installation, KubernetesConfig kubernetes, List<KubernetesPortBuildItem> ports) {
        Set<String> open = new TreeSet<>(kubernetes.ports().keySet());
        ports.stream()
                .filter(KubernetesPortBuildItem::isEnabled)
                .map(KubernetesPortBuildItem::getName)
                .forEach(open::add);
        open.remove(LINK);
        Deployment deployment = installation.deployment();
        String name = deployment.application();
        ObjectMeta metadata = metadata(deployment, name);
        return new ManifestBuildItem(
                "access",
                List.of(),
                List.of(
                        new ServiceAccountBuilder().withMetadata(metadata).build(),
                        new RoleBuilder()
                                .withMetadata(metadata)
                                .withRules(Rights.of(name, installation.environments()))
                                .build(),
                        new RoleBindingBuilder()
                                .withMetadata(metadata)
                                .withNewRoleRef(RBAC, "Role", name)
                                .addNewSubject()
                                .withKind("ServiceAccount")
                                .withName(name)
                                .endSubject()
                                .build(),
                        linkPolicy(deployment, open)));
    }

    /** The volume for the platform's own files, if it shall outlive the platform's pod. */
    @BuildStep(onlyIf = IsProduction.class)
    ManifestBuildItem state(InstallationBuildItem installation, MappingConfig config) {
        List<HasMetadata> claims = new ArrayList<>();
        config.stateSize()
                .ifPresent(size -> claims.add(new PersistentVolumeClaimBuilder()
                        .withMetadata(metadata(
                                installation.deployment(),
                                PlatformDeploymentProcessor.stateClaim(
                                        installation.deployment().application())))
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity(size))
                        .endResources()
                        .endSpec()
                        .build()));
        return new ManifestBuildItem("state", List.of(), claims);
    }

    private static ObjectMeta metadata(Deployment deployment, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(deployment.namespace().orElse(null))
                .withLabels(Labels.of(deployment.application(), Labels.PLATFORM, deployment.managedBy()))
                .build();
    }

    /** Nobody but the application's own pods gets to the port for links; the API has locks of its own. */
    private static HasMetadata linkPolicy(Deployment deployment, Set<String> open) {
        return new NetworkPolicyBuilder()
                .withMetadata(metadata(deployment, deployment.application()))
                .withNewSpec()
                .withNewPodSelector()
                .addToMatchLabels(Labels.NAME, deployment.application())
                .addToMatchLabels(Labels.COMPONENT, Labels.PLATFORM)
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withPorts(open.stream()
                        .map(name ->
                                new NetworkPolicyPortBuilder().withNewPort(name).build())
                        .toList())
                .endIngress()
                .addNewIngress()
                .addNewFrom()
                .withNewPodSelector()
                .addToMatchLabels(Labels.PART_OF, deployment.application())
                .addNewMatchExpression()
                .withKey(Labels.COMPONENT)
                .withOperator("In")
                .withValues(Labels.REPLICA, Labels.TASK)
                .endMatchExpression()
                .endPodSelector()
                .endFrom()
                .addNewPort()
                .withNewPort(Deployment.LINK_PORT)
                .endPort()
                .endIngress()
                .endSpec()
                .build();
    }
}
