package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.RetryAfter;
import dev.hearth.knative.mapping.Deployment;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.ReplicaPods;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the platform makes agrees with what the build writes, for both come from one mapping. */
@Timeout(60)
class RuntimeBlueprintTest {
    private static final EnvironmentSpec WARM = TestBlueprint.environment("warm", 3);

    private final PlayedCluster cluster;

    RuntimeBlueprintTest() throws IOException {
        cluster = new PlayedCluster();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void replicasHaveTheImageOfThePlatformsOwnPod() {
        cluster.client
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(PlayedCluster.PLATFORM)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("app")
                        .withImage("dev.local/app:7")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        Service service = blueprint(Optional.empty()).service(WARM);
        assertEquals("dev.local/app:7", replica(service).getImage());
        assertEquals("app-warm", service.getMetadata().getName());
        assertEquals(TestBlueprint.version(WARM), Plan.version(service));
        assertEquals("hearth", Plan.label(service, Labels.MANAGED_BY));
        assertEquals("app", Plan.label(service, Labels.PART_OF));
        Map<String, String> annotations =
                service.getSpec().getTemplate().getMetadata().getAnnotations();
        assertTrue(annotations.entrySet().containsAll(Scaling.bounds(3).entrySet()), annotations.toString());
    }

    @Test
    void aConfiguredImageIsTaken() {
        assertEquals(
                "registry/app:1",
                replica(blueprint(Optional.of("registry/app:1")).service(WARM)).getImage());
    }

    @Test
    void outsideOfAPodTheImageMustBeConfigured() {
        HearthException e = assertThrows(
                HearthException.class, () -> blueprint(Optional.empty()).service(WARM));
        assertEquals(
                "Image of application 'app': the platform runs in no pod of namespace 'test' (there is none of the name 'app-7d9f-x1'),"
                        + " and so its own image is not known. Set hearth.pods.image.",
                e.getMessage());
    }

    @Test
    void theJobOfARegularTaskHasThatPod() {
        EnvironmentSpec cold = EnvironmentSpec.regular("cold", "example.Cold");
        Job job = TaskJob.of(
                "app-cold-1", blueprint(Optional.of("registry/app:1")).task(cold, "cold-1"), "me", Optional.empty());
        Container replica =
                job.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertEquals(ReplicaPods.CONTAINER, replica.getName());
        assertTrue(replica.getEnv().stream()
                .anyMatch(variable -> variable.getName().equals("HEARTH_REPLICA")
                        && variable.getValue().equals("cold-1")));
        assertEquals("cold", Plan.label(job, Labels.ENVIRONMENT));
        assertEquals(Labels.TASK, Plan.label(job, Labels.COMPONENT));
    }

    private Blueprint blueprint(Optional<String> image) {
        return new RuntimeBlueprint(
                PlayedCluster.APPLICATION,
                image,
                new Cluster(cluster.client, PlayedCluster.APPLICATION, new RetryAfter()),
                PlayedCluster.PLATFORM,
                chosen -> new Deployment(
                        PlayedCluster.APPLICATION,
                        TestBlueprint.BUILD,
                        chosen,
                        URI.create("ws://app:8081/hearth/link"),
                        600,
                        "app-secrets",
                        1001,
                        ManagedBy.HEARTH,
                        Optional.empty()));
    }

    private static Container replica(Service service) {
        return service.getSpec().getTemplate().getSpec().getContainers().get(0);
    }
}
