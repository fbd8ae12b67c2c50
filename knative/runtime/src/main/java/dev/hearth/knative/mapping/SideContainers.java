package dev.hearth.knative.mapping;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;

/** The containers of what runs before a replica, or beside it. */
final class SideContainers {
    private SideContainers() {}

    /** Knative takes no sidecars among init containers, so they are containers beside the replica's. */
    static void ofActor(EnvironmentSpec environment, Deployment deployment, PodTemplate template, PodSpecBuilder pod) {
        for (InitContainerSpec container : environment.container().initContainers()) {
            if (container.sidecar()) {
                pod.addToContainers(container(environment, deployment, container));
            } else {
                pod.addToInitContainers(container(environment, deployment, container));
            }
        }
        pod.addAllToContainers(template.spec().getContainers());
    }

    /** A Job ends when all containers have ended but for the sidecars among the init containers, which Kubernetes ends itself. */
    static void ofTask(EnvironmentSpec environment, Deployment deployment, PodTemplate template, PodSpecBuilder pod) {
        for (InitContainerSpec container : environment.container().initContainers()) {
            Container made = container(environment, deployment, container);
            pod.addToInitContainers(container.sidecar() ? sidecar(made) : made);
        }
        template.spec().getContainers().forEach(container -> pod.addToInitContainers(sidecar(container)));
    }

    private static Container sidecar(Container container) {
        return new ContainerBuilder(container).withRestartPolicy("Always").build();
    }

    private static Container container(
            EnvironmentSpec environment, Deployment deployment, InitContainerSpec container) {
        boolean own = container.image().isEmpty();
        return new ContainerBuilder()
                .withName(container.name())
                .withImage(container.image().orElse(ReplicaPods.image(environment, deployment)))
                .withImagePullPolicy(ReplicaPods.PULL_POLICY)
                .withCommand(container.command())
                .withEnv(PodVariables.ofSide(environment, container))
                .withVolumeMounts(PodVolumes.temporary())
                .withSecurityContext(
                        own
                                ? PodSecurity.sealed(deployment.runAsUser())
                                : PodSecurity.restricted(deployment.runAsUser()))
                .withTerminationMessagePolicy(ReplicaPods.LAST_WORDS)
                .build();
    }
}
