package dev.hearth.knative.mapping;

import dev.hearth.functions.catalog.EnvironmentSpec;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/** The folders that are mounted into a replica's container. */
final class PodVolumes {
    static final String JOIN_FOLDER = "/var/run/hearth/join";
    static final String SECRETS_FOLDER = "/var/run/hearth/secrets";

    private static final String JOIN = "hearth-join";
    private static final String SECRETS = "hearth-secrets";
    private static final String TEMPORARY = "hearth-tmp";

    private PodVolumes() {}

    static List<Volume> volumes(EnvironmentSpec environment, Deployment deployment) {
        List<Volume> volumes = new ArrayList<>();
        // The platform makes the key at run time: pods must not wait for it.
        volumes.add(new VolumeBuilder()
                .withName(JOIN)
                .withNewSecret()
                .withSecretName(ResourceNames.joinSecret(deployment.application(), environment.name()))
                .withOptional(true)
                .endSecret()
                .build());
        List<String> keys = environment.container().secrets();
        if (!keys.isEmpty()) {
            volumes.add(new VolumeBuilder()
                    .withName(SECRETS)
                    .withNewSecret()
                    .withSecretName(deployment.secret())
                    .withItems(keys.stream()
                            .map(key -> new KeyToPath(key, null, key))
                            .toList())
                    .endSecret()
                    .build());
        }
        volumes.add(new VolumeBuilder()
                .withName(TEMPORARY)
                .withNewEmptyDir()
                .endEmptyDir()
                .build());
        return volumes;
    }

    static List<VolumeMount> ofReplica(EnvironmentSpec environment) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(readOnly(JOIN, JOIN_FOLDER));
        if (!environment.container().secrets().isEmpty()) {
            mounts.add(readOnly(SECRETS, SECRETS_FOLDER));
        }
        mounts.add(temporary());
        return mounts;
    }

    /** The pod's containers share it, as processes of one machine do. */
    static VolumeMount temporary() {
        return new VolumeMountBuilder()
                .withName(TEMPORARY)
                .withMountPath("/tmp")
                .build();
    }

    private static VolumeMount readOnly(String name, String path) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(true)
                .build();
    }
}
