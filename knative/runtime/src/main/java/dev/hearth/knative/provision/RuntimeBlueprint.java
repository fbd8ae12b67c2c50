package dev.hearth.knative.provision;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.Deployment;
import dev.hearth.knative.mapping.KnativeServices;
import dev.hearth.knative.mapping.ReplicaPods;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Environments as the build would write them, with the image of the platform's own pod unless another is configured. */
final class RuntimeBlueprint implements Blueprint {
    private final String application;
    private final Optional<String> image;
    private final Cluster cluster;
    private final String pod;
    private final Function<String, Deployment> deployment;
    private volatile @Nullable Deployment known;

    /**
     * @param image the application's, if it is configured
     * @param pod the name of the pod that the platform runs in
     * @param deployment with this image
     */
    RuntimeBlueprint(
            String application,
            Optional<String> image,
            Cluster cluster,
            String pod,
            Function<String, Deployment> deployment) {
        this.application = application;
        this.image = image;
        this.cluster = cluster;
        this.pod = pod;
        this.deployment = deployment;
    }

    @Override
    public Service service(EnvironmentSpec environment) {
        return KnativeServices.of(environment, deployment());
    }

    @Override
    public PodTemplateSpec task(EnvironmentSpec environment, String replica) {
        return ReplicaPods.ofTask(environment, deployment(), replica);
    }

    private Deployment deployment() {
        Deployment deployment = known;
        if (deployment == null) {
            deployment = this.deployment.apply(image.orElseGet(this::ownImage));
            known = deployment;
        }
        return deployment;
    }

    private String ownImage() {
        Pod own = cluster.pod(pod);
        if (own == null) {
            throw new HearthException(
                    "Image of application '" + application + "': the platform runs in no pod of namespace '"
                            + cluster.namespace() + "' (there is none of the name '" + pod
                            + "'), and so its own image is not known. Set hearth.pods.image.");
        }
        return own.getSpec().getContainers().get(0).getImage();
    }
}
