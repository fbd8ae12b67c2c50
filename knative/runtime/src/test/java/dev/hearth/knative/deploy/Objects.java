package dev.hearth.knative.deploy;

import dev.hearth.knative.mapping.Labels;
import io.fabric8.knative.serving.v1.ServiceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Map;

/** What a platform that runs has made on the cluster. */
final class Objects {
    private Objects() {}

    static void knativeService(FakeCluster cluster, String name, String manager) {
        put(
                cluster,
                new ServiceBuilder()
                        .withMetadata(metadata(name, manager, "parcels"))
                        .build());
    }

    static void secret(FakeCluster cluster, String name) {
        put(
                cluster,
                new SecretBuilder()
                        .withMetadata(metadata(name, "hearth", "parcels"))
                        .build());
    }

    /** Of another application. */
    static void foreignSecret(FakeCluster cluster, String name) {
        put(
                cluster,
                new SecretBuilder()
                        .withMetadata(metadata(name, "hearth", "other"))
                        .build());
    }

    static void job(FakeCluster cluster, String name) {
        put(
                cluster,
                new JobBuilder()
                        .withMetadata(metadata(name, "hearth", "parcels"))
                        .build());
    }

    private static ObjectMeta metadata(String name, String manager, String application) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("depot")
                .withLabels(Map.of(Labels.NAME, application, Labels.PART_OF, application, Labels.MANAGED_BY, manager))
                .build();
    }

    private static void put(FakeCluster cluster, HasMetadata object) {
        try (var client = cluster.client()) {
            client.resource(object).inNamespace("depot").create();
        }
    }
}
