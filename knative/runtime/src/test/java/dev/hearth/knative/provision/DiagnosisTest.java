package dev.hearth.knative.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.RevisionBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Why an environment is not ready is told in words that say what to do. */
@Timeout(60)
class DiagnosisTest {
    private static final EnvironmentSpec WARM = TestBlueprint.environment("warm", 1);

    private final PlayedCluster cluster;
    private final Troubles troubles;
    private final Told told = new Told();
    private Revision revision;

    DiagnosisTest() throws IOException {
        cluster = new PlayedCluster();
        troubles = new Troubles(cluster);
    }

    @BeforeEach
    void wish() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        installation.wishes("warm").add(new Wish(WARM, TestBlueprint.version(WARM), 1, told));
        installation.wake("warm");
        PlayedCluster.await(() -> cluster.hasVersion(WARM), "made");
        revision = cluster.playRevision(WARM, 1);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void anImageThatCannotBePulledIsNamedUntilThePodIsReady() throws InterruptedException {
        troubles.waiting(pod(), "ImagePullBackOff", "manifest unknown");
        awaitTold("pod 'pod-1': image 'registry/app:1' can't be had (ImagePullBackOff: manifest unknown)");
        troubles.ready(cluster.pod("pod-1"));
        PlayedCluster.await(() -> told.latest().isEmpty(), () -> "all is well; but " + told.troubles);
    }

    @Test
    void aCrashIsToldWithItsExitCodeAndLastLines() throws InterruptedException {
        cluster.server
                .expect()
                .get()
                .withPath(
                        "/api/v1/namespaces/test/pods/pod-1/log?container=replica&tailLines=30&limitBytes=16384&previous=true")
                .andReturn(200, "Exception in thread main\n  no such model\n")
                .always();
        troubles.crashing(pod(), "Error", 1, 4);
        awaitTold(
                "pod 'pod-1': container 'replica' ended with exit code 1, and was started again (4 times). Its last lines:\n"
                        + "    Exception in thread main\n      no such model");
    }

    @Test
    void aPodWithoutANodeIsToldWithTheSchedulersReason() throws InterruptedException {
        troubles.unschedulable(pod(), "0/1 nodes are available: 1 Insufficient nvidia.com/gpu.");
        awaitTold("pod 'pod-1': no node takes it: 0/1 nodes are available: 1 Insufficient nvidia.com/gpu.");
    }

    @Test
    void aSecretWithoutTheKeyIsToldFromThePodsEvents() throws InterruptedException {
        cluster.server
                .expect()
                .get()
                .withPath("/api/v1/namespaces/test/events?fieldSelector=involvedObject.name%3Dpod-1%2Ctype%3DWarning")
                .andReturn(
                        200,
                        new EventListBuilder()
                                .addToItems(new EventBuilder()
                                        .withNewMetadata()
                                        .endMetadata()
                                        .withReason("FailedMount")
                                        .withMessage("references non-existent secret key: model-token")
                                        .withLastTimestamp("2026-11-22T10:00:00Z")
                                        .build())
                                .build())
                .always();
        troubles.waiting(pod(), "ContainerCreating", "");
        awaitTold("pod 'pod-1': FailedMount: references non-existent secret key: model-token");
    }

    @Test
    void aQuotaThatIsUsedUpIsToldFromTheRevision() throws InterruptedException {
        cluster.client
                .resource(new RevisionBuilder(revision)
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("False")
                        .withReason("FailedCreate")
                        .withMessage("the sum")
                        .endCondition()
                        .addNewCondition()
                        .withType("ResourcesAvailable")
                        .withStatus("False")
                        .withReason("FailedCreate")
                        .withMessage("pods is forbidden: exceeded quota: compute")
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
        awaitTold("Revision 'app-warm-00001' is not ready: FailedCreate: pods is forbidden: exceeded quota: compute");
    }

    private Pod pod() {
        return cluster.playPod(revision, "pod-1");
    }

    private void awaitTold(String words) throws InterruptedException {
        PlayedCluster.await(() -> told.hears(words), () -> words + "; but " + told.troubles);
    }
}
