package dev.hearth.knative.deployment;

import io.dekorate.kubernetes.decorator.NamedResourceDecorator;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpecFluent;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.Optional;

/** Adds to the platform's pod what it needs beyond its container: the volumes for its files, and a user for them. */
final class PlatformPod extends NamedResourceDecorator<PodSpecFluent<?>> {
    static final String STATE = "hearth-state";
    static final String TEMPORARY = "hearth-tmp";

    private final long user;
    private final Optional<String> claim;

    /** @param claim the persistent volume for the platform's files; empty: they go with the pod */
    PlatformPod(String application, long user, Optional<String> claim) {
        super(application);
        this.user = user;
        this.claim = claim;
    }

    @Override
    public void andThenVisit(PodSpecFluent<?> pod, ObjectMeta metadata) {
        pod.addToVolumes(state(), emptied(TEMPORARY));
        pod.editOrNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(user)
                // Else a volume of the cluster may belong to root.
                .withFsGroup(user)
                .editOrNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext();
    }

    private Volume state() {
        return claim.map(name -> new VolumeBuilder()
                        .withName(STATE)
                        .withNewPersistentVolumeClaim()
                        .withClaimName(name)
                        .endPersistentVolumeClaim()
                        .build())
                .orElseGet(() -> emptied(STATE));
    }

    private static Volume emptied(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }
}
