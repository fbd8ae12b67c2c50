package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.KnativeServices;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.serving.v1.TrafficTarget;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FleetTest {
    private static final EnvironmentSpec WARM = TestBlueprint.environment("warm", 3);
    private static final EnvironmentSpec CHANGED = TestBlueprint.environment("warm", 5);

    private final PlayedCluster cluster;
    private final Told told = new Told();

    FleetTest() throws IOException {
        cluster = new PlayedCluster();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void anAbsentServiceIsMade() throws InterruptedException {
        cluster.scale(told, cluster.open(WARM), WARM, 3);
        Service made = awaitVersion(WARM);
        assertEquals("app-warm", made.getMetadata().getName());
        assertEquals(
                "3", made.getSpec().getTemplate().getMetadata().getAnnotations().get(KnativeServices.MIN_SCALE));
    }

    @Test
    void releaseAndRevivalChangeTheSameRevisionInPlace() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        Revision revision = cluster.warm(told, installation, WARM);
        cluster.scale(told, installation, WARM, 0);
        cluster.awaitAnnotation(revision, KnativeServices.MIN_SCALE, "0");
        assertEquals("1", cluster.annotation(revision, KnativeServices.MAX_SCALE));
        cluster.scale(told, installation, WARM, 3);
        cluster.awaitAnnotation(revision, KnativeServices.MIN_SCALE, "3");
        assertEquals("3", cluster.annotation(revision, KnativeServices.MAX_SCALE));
        assertEquals(
                1, Objects.requireNonNull(cluster.service("warm")).getMetadata().getGeneration());
    }

    @Test
    void aServiceOfAManifestIsAdoptedAndNeverWritten() throws InterruptedException {
        Service manifest = cluster.client
                .resource(TestBlueprint.by(ManagedBy.MANIFEST, WARM))
                .create();
        Revision revision = cluster.playRevision(WARM, 1);
        Installation installation = cluster.open(WARM);
        cluster.scale(told, installation, WARM, 2);
        cluster.awaitAnnotation(revision, KnativeServices.MIN_SCALE, "2");
        assertEquals(
                manifest.getMetadata().getResourceVersion(),
                Objects.requireNonNull(cluster.service("warm")).getMetadata().getResourceVersion());
        assertEquals(List.of(), told.refusals);
    }

    @Test
    void anotherVersionThanTheManifestsIsRefused() throws InterruptedException {
        cluster.client.resource(TestBlueprint.by(ManagedBy.MANIFEST, WARM)).create();
        cluster.scale(told, cluster.open(WARM), CHANGED, 5);
        PlayedCluster.await(() -> !told.refusals.isEmpty(), "refused");
        String refusal = told.refusals.get(0);
        assertTrue(refusal.contains("'app-warm'"), refusal);
        assertTrue(refusal.contains(TestBlueprint.version(WARM)), refusal);
        assertTrue(refusal.contains("kubectl apply -f target/kubernetes"), refusal);
        assertEquals(TestBlueprint.version(WARM), Plan.version(Objects.requireNonNull(cluster.service("warm"))));
    }

    @Test
    void aServiceThatSomebodyElseMadeIsLeftAlone() throws InterruptedException {
        Service others = TestBlueprint.by(ManagedBy.HEARTH, CHANGED);
        others.getMetadata().getLabels().put(Labels.MANAGED_BY, "helm");
        cluster.client.resource(others).create();
        cluster.scale(told, cluster.open(WARM), WARM, 3);
        PlayedCluster.await(() -> !told.refusals.isEmpty(), "refused");
        assertTrue(told.refusals.get(0).contains("is 'helm'"), told.refusals.get(0));
    }

    @Test
    void aChangedEnvironmentGetsARevisionWhileTheOldOneDrains() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        Revision old = cluster.warm(told, installation, WARM);
        cluster.scale(told, installation, CHANGED, 5);
        Service changed = awaitVersion(CHANGED);
        assertEquals(2, changed.getSpec().getTraffic().size());
        TrafficTarget latest = changed.getSpec().getTraffic().get(0);
        assertEquals(true, latest.getLatestRevision());
        assertEquals(100, latest.getPercent());
        TrafficTarget kept = changed.getSpec().getTraffic().get(1);
        assertEquals(old.getMetadata().getName(), kept.getRevisionName());
        assertEquals(0, kept.getPercent());
        assertEquals("v" + TestBlueprint.version(WARM).substring(0, 8), kept.getTag());
        assertEquals("3", cluster.annotation(old, KnativeServices.MIN_SCALE));

        cluster.scale(told, installation, WARM, 0);
        cluster.awaitAnnotation(old, KnativeServices.MIN_SCALE, "0");
        PlayedCluster.await(
                () -> Plan.kept(Objects.requireNonNull(cluster.service("warm"))).isEmpty(), "its entry is dropped");
        assertEquals(TestBlueprint.version(CHANGED), Plan.version(Objects.requireNonNull(cluster.service("warm"))));
    }

    @Test
    void aGenerationThatOnlyJoinedFromAnEarlierLifeDrainsAsWell() throws InterruptedException {
        cluster.client.resource(TestBlueprint.by(ManagedBy.HEARTH, WARM)).create();
        Revision old = cluster.playRevision(WARM, 1);
        Installation installation = cluster.open(WARM);
        cluster.scale(told, installation, CHANGED, 5);
        assertEquals(Set.of(old.getMetadata().getName()), Plan.kept(awaitVersion(CHANGED)));
        assertEquals("3", cluster.annotation(old, KnativeServices.MIN_SCALE));
        cluster.scale(told, installation, WARM, 0);
        PlayedCluster.await(
                () -> Plan.kept(Objects.requireNonNull(cluster.service("warm"))).isEmpty(), "its entry is dropped");
        assertEquals("0", cluster.annotation(old, KnativeServices.MIN_SCALE));
    }

    @Test
    void whatKnativeHasNotedOnTheServiceOutlivesAChange() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        cluster.scale(told, installation, WARM, 3);
        Service made = awaitVersion(WARM);
        made.getMetadata().getAnnotations().put("serving.knative.dev/creator", "system:serviceaccount:test:app");
        cluster.client.resource(made).update();
        cluster.scale(told, installation, CHANGED, 5);
        Service changed = awaitVersion(CHANGED);
        assertEquals(
                "system:serviceaccount:test:app",
                changed.getMetadata().getAnnotations().get("serving.knative.dev/creator"));
        assertEquals(
                TestBlueprint.version(CHANGED),
                changed.getMetadata().getAnnotations().get(Labels.VERSION));
    }

    @Test
    void aPlatformOfAnotherBuildIsNotOverruled() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        cluster.scale(told, installation, WARM, 3);
        Service ours = awaitVersion(WARM);
        Revision old = cluster.playRevision(WARM, 1);
        cluster.awaitAnnotation(old, KnativeServices.MIN_SCALE, "3");
        Service theirs = TestBlueprint.by(ManagedBy.HEARTH, CHANGED);
        theirs.getMetadata().setResourceVersion(ours.getMetadata().getResourceVersion());
        cluster.client.resource(theirs).update();
        PlayedCluster.await(
                () -> Plan.kept(Objects.requireNonNull(cluster.service("warm")))
                        .equals(Set.of(old.getMetadata().getName())),
                "our Revision is kept beside theirs");
        assertEquals(TestBlueprint.version(CHANGED), Plan.version(Objects.requireNonNull(cluster.service("warm"))));
    }

    @Test
    void whatLeavesIsMarkedAndUnmarkedWhenItStays() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        Revision revision = cluster.warm(told, installation, WARM);
        Pod first = cluster.playPod(revision, "pod-1");
        Pod second = cluster.playPod(revision, "pod-2");
        installation.wishes("warm").leaving(TestBlueprint.version(WARM), List.of("pod-1", "gone"));
        cluster.scale(told, installation, WARM, 1);
        cluster.awaitAnnotation(revision, KnativeServices.MAX_SCALE, "1");
        assertEquals("-1", cluster.annotation(first, Marks.DELETION_COST));
        assertNull(cluster.annotation(second, Marks.DELETION_COST));
        installation.wishes("warm").leaving(TestBlueprint.version(WARM), List.of("pod-2"));
        installation.wake("warm");
        cluster.awaitAnnotation(second, Marks.DELETION_COST, "-1");
        PlayedCluster.await(() -> cluster.annotation(first, Marks.DELETION_COST) == null, "unmarked");
    }

    @Test
    void theIdleTimeIsRememberedAndForgotten() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        Revision revision = cluster.warm(told, installation, WARM);
        Instant since = Instant.parse("2026-11-22T10:15:30.123Z");
        String version = TestBlueprint.version(WARM);
        installation.wishes("warm").idle(version, Optional.of(since));
        installation.wake("warm");
        cluster.awaitAnnotation(revision, Labels.IDLE_SINCE, since.toString());
        assertEquals(Optional.of(since), installation.idleSince("warm", version));
        installation.wishes("warm").idle(version, Optional.empty());
        installation.wake("warm");
        PlayedCluster.await(() -> cluster.annotation(revision, Labels.IDLE_SINCE) == null, "removed");
        assertEquals(Optional.empty(), installation.idleSince("warm", version));
    }

    @Test
    void theIdleTimeOfAGenerationThatNobodyScaledIsRememberedToo() throws InterruptedException {
        cluster.client.resource(TestBlueprint.by(ManagedBy.MANIFEST, WARM)).create();
        Revision revision = cluster.playRevision(WARM, 1);
        Installation installation = cluster.open(WARM);
        installation.wishes("warm").idle(TestBlueprint.version(WARM), Optional.of(Instant.EPOCH));
        installation.wake("warm");
        cluster.awaitAnnotation(revision, Labels.IDLE_SINCE, "1970-01-01T00:00:00Z");
        assertEquals("3", cluster.annotation(revision, KnativeServices.MIN_SCALE));
    }

    @Test
    void whatIsSaidOfTheIdleTimeAtTheEndIsStillWritten() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        Revision revision = cluster.warm(told, installation, WARM);
        cluster.awaitAnnotation(revision, KnativeServices.MIN_SCALE, "3");
        Instant since = Instant.parse("2026-11-22T10:15:30Z");
        installation.wishes("warm").idle(TestBlueprint.version(WARM), Optional.of(since));
        installation.wake("warm");
        installation.close();
        assertEquals(since.toString(), cluster.annotation(revision, Labels.IDLE_SINCE));
        assertNotNull(cluster.service("warm"));
    }

    private Service awaitVersion(EnvironmentSpec environment) throws InterruptedException {
        PlayedCluster.await(() -> cluster.hasVersion(environment), "version of " + environment.name());
        return Objects.requireNonNull(cluster.service(environment.name()));
    }
}
