package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.KnativeServices;
import dev.hearth.knative.mapping.ManagedBy;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the API server may answer instead of doing what it is asked. */
@Timeout(60)
class FaultsTest {
    private static final EnvironmentSpec WARM = TestBlueprint.environment("warm", 3);
    private static final EnvironmentSpec CHANGED = TestBlueprint.environment("warm", 5);
    private static final String SERVICES = "/apis/serving.knative.dev/v1/namespaces/test/services";
    private static final String REVISION = "/apis/serving.knative.dev/v1/namespaces/test/revisions/app-warm-00001";

    private final PlayedCluster cluster;
    private final Told told = new Told();

    FaultsTest() throws IOException {
        cluster = new PlayedCluster();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aConflictIsSurvived() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        cluster.scale(told, installation, WARM, 3);
        PlayedCluster.await(() -> cluster.hasVersion(WARM), "made");
        Fault fault = Fault.put(cluster, SERVICES + "/app-warm", 409, "the object has been modified", 2);
        cluster.scale(told, installation, CHANGED, 5);
        PlayedCluster.await(() -> cluster.hasVersion(CHANGED), "changed");
        assertEquals(List.of(), told.refusals);
        fault.assertMet();
    }

    @Test
    void whoeverLosesTheRaceToMakeTheServiceTakesTheOthers() throws InterruptedException {
        cluster.client.resource(TestBlueprint.by(ManagedBy.MANIFEST, WARM)).create();
        Revision revision = cluster.playRevision(WARM, 1);
        Fault fault = Fault.get(cluster, SERVICES + "/app-warm", 404, "", 1);
        cluster.scale(told, cluster.open(WARM), WARM, 2);
        cluster.awaitAnnotation(revision, KnativeServices.MIN_SCALE, "2");
        assertEquals(List.of(), told.refusals);
        fault.assertMet();
    }

    @Test
    void aBusyServerIsLeftAloneForAsLongAsItsHeaderAsks() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        Revision revision = cluster.warm(told, installation, WARM);
        Fault tooMany = Fault.busy(cluster, REVISION, 429, 2, 1);
        Fault unavailable = Fault.busy(cluster, REVISION, 503, 1, 1);
        long begun = System.nanoTime();
        cluster.scale(told, installation, WARM, 0);
        cluster.awaitAnnotation(revision, KnativeServices.MIN_SCALE, "0");
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        tooMany.assertMet();
        unavailable.assertMet();
        // Without it, the pauses would be of 20 and 40 ms, or one of a second.
        assertTrue(waited >= 3000, waited + " ms");
    }

    @Test
    void aServerThatFailsIsAskedAgainAndTheListenerKnows() throws InterruptedException {
        Fault fault = Fault.post(cluster, SERVICES, 500, "etcdserver: leader changed", 6);
        cluster.scale(told, cluster.open(WARM), WARM, 3);
        PlayedCluster.await(
                () -> told.troubles.stream().anyMatch(trouble -> trouble.contains("etcdserver: leader changed")),
                () -> "told; but " + told.troubles);
        PlayedCluster.await(() -> cluster.hasVersion(WARM), "made");
        PlayedCluster.await(() -> told.latest().isEmpty(), () -> "all is well; but " + told.troubles);
        assertEquals(List.of(), told.refusals);
        fault.assertMet();
    }

    @Test
    void aFieldThatTheOperatorHasNotAllowedIsRefusedWithTheFlag() throws InterruptedException {
        String refusal =
                "admission webhook \"validation.webhook.serving.knative.dev\" denied the request: validation failed:"
                        + " must not set the field(s): spec.template.spec.tolerations";
        Fault fault = Fault.post(cluster, SERVICES, 400, refusal, 1);
        cluster.blueprint.change = service -> service.getSpec()
                .getTemplate()
                .getSpec()
                .getTolerations()
                .add(new TolerationBuilder()
                        .withKey("gpu")
                        .withOperator("Exists")
                        .build());
        cluster.scale(told, cluster.open(WARM), WARM, 3);
        PlayedCluster.await(() -> !told.refusals.isEmpty(), "refused");
        String said = told.refusals.get(0);
        assertTrue(said.startsWith("Environment 'warm' on Knative: "), said);
        assertTrue(said.contains("must not set the field(s): spec.template.spec.tolerations"), said);
        assertTrue(said.contains("kubernetes.podspec-tolerations: enabled in config-features"), said);
        fault.assertMet();
    }

    @Test
    void aBoundThatIsPassedIsRefusedWithTheServersWords() throws InterruptedException {
        Fault fault = Fault.post(cluster, SERVICES, 400, "validation failed: expected 0s <= 2h <= 1h0m0s", 1);
        cluster.scale(told, cluster.open(WARM), WARM, 3);
        PlayedCluster.await(() -> !told.refusals.isEmpty(), "refused");
        assertEquals(
                "Environment 'warm' on Knative: validation failed: expected 0s <= 2h <= 1h0m0s.", told.refusals.get(0));
        fault.assertMet();
    }

    @Test
    void whatWasRefusedIsTriedAgainWhenItIsWishedAnew() throws InterruptedException {
        Fault fault = Fault.post(cluster, SERVICES, 422, "invalid", 1);
        Installation installation = cluster.open(WARM);
        cluster.scale(told, installation, WARM, 3);
        PlayedCluster.await(() -> !told.refusals.isEmpty(), "refused");
        cluster.scale(told, installation, WARM, 3);
        PlayedCluster.await(() -> cluster.hasVersion(WARM), "made");
        fault.assertMet();
    }

    @Test
    void aMissingRightIsNamed() throws InterruptedException {
        Fault fault = Fault.post(
                cluster, SERVICES, 403, "services.serving.knative.dev is forbidden: cannot create resource", 1);
        cluster.scale(told, cluster.open(WARM), WARM, 3);
        PlayedCluster.await(() -> !told.refusals.isEmpty(), "refused");
        assertTrue(
                told.refusals.get(0).contains("cannot create resource. Give the platform's service account"),
                told.refusals.get(0));
        fault.assertMet();
    }

    @Test
    void aClusterWithoutKnativeIsNamed() throws InterruptedException {
        Fault fault = Fault.post(cluster, SERVICES, 404, "the server could not find the requested resource", 1);
        cluster.scale(told, cluster.open(WARM), WARM, 3);
        PlayedCluster.await(() -> !told.refusals.isEmpty(), "refused");
        assertTrue(told.refusals.get(0).contains("Is Knative Serving installed"), told.refusals.get(0));
        fault.assertMet();
    }

    @Test
    void aWatchThatWasLostIsBegunAnew() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        Revision revision = cluster.warm(told, installation, WARM);
        Troubles troubles = new Troubles(cluster);
        troubles.waiting(cluster.playPod(revision, "pod-1"), "ErrImagePull", "first");
        PlayedCluster.await(() -> told.hears("first"), "news before the loss");
        for (String news : List.of("second", "third")) {
            cluster.cut();
            troubles.waiting(cluster.pod("pod-1"), "ErrImagePull", news);
            PlayedCluster.await(() -> told.hears(news), () -> news + " after the loss; but " + told.troubles);
        }
    }

    @Test
    void aServerThatIsAwayForAWhileIsFoundAgain() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        Revision revision = cluster.warm(told, installation, WARM);
        cluster.away(true);
        cluster.scale(told, installation, WARM, 1);
        PlayedCluster.await(() -> told.hears("the API server of Kubernetes"), () -> "told; but " + told.troubles);
        // What the client was about to do says nothing of why it could not.
        assertFalse(told.hears("Operation: ["), told.troubles::toString);
        cluster.away(false);
        cluster.awaitAnnotation(revision, KnativeServices.MIN_SCALE, "1");
        new Troubles(cluster).waiting(cluster.playPod(revision, "pod-1"), "ErrImagePull", "news");
        PlayedCluster.await(() -> told.hears("news"), () -> "watched again; but " + told.troubles);
    }

    @Test
    void aServiceThatSomebodyDeletesIsMadeAgain() throws InterruptedException {
        cluster.scale(told, cluster.open(WARM), WARM, 3);
        PlayedCluster.await(() -> cluster.hasVersion(WARM), "made");
        String first =
                Objects.requireNonNull(cluster.service("warm")).getMetadata().getUid();
        cluster.client.resource(Objects.requireNonNull(cluster.service("warm"))).delete();
        PlayedCluster.await(
                () -> cluster.hasVersion(WARM)
                        && !Objects.requireNonNull(cluster.service("warm"))
                                .getMetadata()
                                .getUid()
                                .equals(first),
                "made again");
    }
}
