package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.KnativeServices;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.platform.provision.Provisioner.Listener;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RightsTest {
    private static final EnvironmentSpec WARM = TestBlueprint.environment("warm", 2);
    private static final EnvironmentSpec CHANGED = TestBlueprint.environment("warm", 3);
    private static final EnvironmentSpec COLD = EnvironmentSpec.regular("cold", "example.Cold");
    private static final List<PolicyRule> RULES = Rights.of(PlayedCluster.APPLICATION, List.of(WARM, COLD));

    private final PlayedCluster cluster;
    private final Told told = new Told();

    RightsTest() throws IOException {
        cluster = new PlayedCluster();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aPlatformUsesEachOfItsRightsAndAsksForNothingElse() throws InterruptedException {
        aLifeWithAllThatCanHappen();
        Set<Call> calls = cluster.calls();
        assertEquals(Set.of(), Call.refused(RULES, calls));
        assertEquals(new TreeSet<>(), Call.unneeded(RULES, calls));
    }

    private void aLifeWithAllThatCanHappen() throws InterruptedException {
        cluster.client
                .resource(TestBlueprint.by(ManagedBy.HEARTH, TestBlueprint.environment("gone", 1)))
                .create();
        cluster.client
                .resource(TaskJob.of(
                        "app-cold-left",
                        new TestBlueprint().task(COLD, "cold-0"),
                        PlayedCluster.PLATFORM,
                        Optional.empty()))
                .create();
        // It is there before the key that it is to have.
        cluster.client
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("early")
                        .withLabels(PlayedCluster.labels("warm"))
                        .endMetadata()
                        .build())
                .create();
        Installation installation = cluster.open(WARM, COLD);
        Revision revision = cluster.warm(told, installation, WARM);
        PlayedCluster.await(() -> cluster.service("gone") == null, "what is no more is removed");

        // Serving up to 1.20: the PodAutoscaler does not follow.
        var autoscaler = cluster.playAutoscaler(revision);
        cluster.scale(told, installation, WARM, 1);
        cluster.awaitAnnotation(autoscaler, KnativeServices.MAX_SCALE, "1");

        cluster.playLog("failed", "no such model");
        Troubles troubles = new Troubles(cluster);
        troubles.waiting(cluster.playPod(revision, "waiting"), "ContainerCreating", "");
        PlayedCluster.await(() -> isAsked("list", "events"), "events");
        troubles.crashing(cluster.playPod(revision, "failed"), "Error", 1, 2);
        PlayedCluster.await(() -> isAsked("get", "pods/log"), "last lines");

        cluster.scale(told, installation, CHANGED, 3);
        PlayedCluster.await(() -> cluster.hasVersion(CHANGED), "changed");

        installation.tasks().start(COLD, "cold-1", ignored());
        PlayedCluster.await(() -> isAsked("create", "jobs"), "a Job");
        cluster.client.batch().v1().jobs().withName(job()).edit(job -> {
            job.getMetadata().getAnnotations().put("looked-at", "again");
            return job;
        });
        PlayedCluster.await(() -> isAsked("get", "jobs"), "news of the Job");
        installation.tasks().kill("cold-1");
        PlayedCluster.await(
                () -> cluster.client.batch().v1().jobs().list().getItems().isEmpty(), "no Job is left");
    }

    private String job() throws InterruptedException {
        PlayedCluster.await(
                () -> cluster.client.batch().v1().jobs().list().getItems().stream()
                        .anyMatch(job -> !job.getMetadata().getName().equals("app-cold-left")),
                "the Job is there");
        return cluster.client.batch().v1().jobs().list().getItems().stream()
                .map(job -> job.getMetadata().getName())
                .filter(name -> !name.equals("app-cold-left"))
                .findFirst()
                .orElseThrow();
    }

    private boolean isAsked(String verb, String resource) {
        return cluster.calls().stream()
                .anyMatch(call -> call.verb().equals(verb) && call.resource().equals(resource));
    }

    private static Listener ignored() {
        return new Listener() {
            @Override
            public void launched(String replica) {}

            @Override
            public void ended(String replica, String reason) {}

            @Override
            public void refused(String replica, String reason) {}
        };
    }
}
