package dev.hearth.knative.deployment;

import dev.hearth.knative.mapping.PodSecurity;
import io.dekorate.kubernetes.decorator.ApplicationContainerDecorator;
import io.fabric8.kubernetes.api.model.ContainerBuilder;

/** Lets the platform's container do no more than it must. */
final class PlatformContainer extends ApplicationContainerDecorator<ContainerBuilder> {
    /** Of {@link PlatformPod#STATE}. */
    static final String STATE_FOLDER = "/var/lib/hearth";

    private final long user;

    PlatformContainer(String application, long user) {
        super(application, application);
        this.user = user;
    }

    @Override
    public void andThenVisit(ContainerBuilder container) {
        container
                .withSecurityContext(PodSecurity.sealed(user))
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .addNewVolumeMount()
                .withName(PlatformPod.STATE)
                .withMountPath(STATE_FOLDER)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName(PlatformPod.TEMPORARY)
                .withMountPath("/tmp")
                .endVolumeMount();
    }
}
