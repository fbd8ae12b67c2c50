package dev.hearth.knative.deployment;

import dev.hearth.knative.mapping.PodSecurity;
import io.dekorate.kubernetes.decorator.ApplicationContainerDecorator;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.Optional;

/** Lets the platform's container do no more than it must, and know what other platforms of the application are to call it. */
final class PlatformContainer extends ApplicationContainerDecorator<ContainerBuilder> {
    /** Of {@link PlatformPod#STATE}. */
    static final String STATE_FOLDER = "/var/lib/hearth";

    private static final String POD_IP = "POD_IP";

    private final long user;
    private final Optional<Integer> port;

    /** @param port of the HTTP server by which other platforms are to reach it; empty if they are told another address */
    PlatformContainer(String application, long user, Optional<Integer> port) {
        super(application, application);
        this.user = user;
        this.port = port;
    }

    @Override
    public void andThenVisit(ContainerBuilder container) {
        port.ifPresent(own -> {
            // In this order: a variable can name only those before it.
            container.addToEnv(0, podIp());
            container.addToEnv(1, address(own));
        });
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

    private static EnvVar podIp() {
        return new EnvVarBuilder()
                .withName(POD_IP)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("status.podIP")
                .endFieldRef()
                .endValueFrom()
                .build();
    }

    /** The Service's name stands for all platforms. */
    private static EnvVar address(int port) {
        return new EnvVarBuilder()
                .withName("HEARTH_JOURNAL_ADDRESS")
                .withValue("http://$(" + POD_IP + "):" + port)
                .build();
    }
}
