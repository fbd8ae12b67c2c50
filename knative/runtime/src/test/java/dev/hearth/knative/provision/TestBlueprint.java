package dev.hearth.knative.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.KnativeServices;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.ResourceNames;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.serving.v1.ServiceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.Map;
import java.util.function.Consumer;

/** The least that this package needs of the mapping, so that its tests do not depend on the rest. */
final class TestBlueprint implements Blueprint {
    static final String BUILD = "build-1";

    /** What a test wants otherwise. */
    volatile Consumer<Service> change = service -> {};

    static EnvironmentSpec environment(String name, int replicas) {
        return EnvironmentSpec.actors(name, "example.Class", Map.of(), replicas, 90, 1);
    }

    static String version(EnvironmentSpec environment) {
        return environment.identity(BUILD);
    }

    static Service by(ManagedBy maker, EnvironmentSpec environment) {
        Map<String, String> labels = Labels.of(PlayedCluster.APPLICATION, Labels.REPLICA, maker, environment.name());
        String replicas = Integer.toString(environment.replicaCount());
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(ResourceNames.service(PlayedCluster.APPLICATION, environment.name()))
                .withLabels(labels)
                .addToAnnotations(Labels.VERSION, version(environment))
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .addToAnnotations(Labels.VERSION, version(environment))
                .addToAnnotations(KnativeServices.MIN_SCALE, replicas)
                .addToAnnotations(KnativeServices.MAX_SCALE, replicas)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("replica")
                .withImage("registry/app:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    @Override
    public Service service(EnvironmentSpec environment) {
        Service service = by(ManagedBy.HEARTH, environment);
        change.accept(service);
        return service;
    }

    @Override
    public PodTemplateSpec task(EnvironmentSpec environment, String replica) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(PlayedCluster.APPLICATION, Labels.TASK, ManagedBy.HEARTH, environment.name()))
                .addToAnnotations(Labels.VERSION, version(environment))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("replica")
                .withImage("registry/app:1")
                .addNewEnv()
                .withName("HEARTH_REPLICA")
                .withValue(replica)
                .endEnv()
                .endContainer()
                .endSpec()
                .build();
    }
}
