package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.RetryAfter;
import dev.hearth.knative.mapping.KnativeServices;
import io.fabric8.knative.internal.autoscaling.v1alpha1.PodAutoscaler;
import io.fabric8.knative.serving.v1.Revision;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScalingTest {
    private static final EnvironmentSpec WARM = TestBlueprint.environment("warm", 3);

    private final PlayedCluster cluster;
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Scaling scaling;
    private Revision revision;
    private PodAutoscaler autoscaler;

    ScalingTest() throws IOException {
        cluster = new PlayedCluster();
        scaling = new Scaling(
                new Cluster(cluster.client, PlayedCluster.APPLICATION, new RetryAfter()),
                () -> now,
                PlayedCluster.QUICK);
    }

    @BeforeEach
    void haveARevision() {
        cluster.client.resource(new TestBlueprint().service(WARM)).create();
        revision = cluster.playRevision(WARM, 1);
        autoscaler = cluster.playAutoscaler(revision);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void anAutoscalerThatFollowsIsNeverChanged() {
        assertEquals(Optional.of(PlayedCluster.QUICK.probe().dividedBy(10)), bring(0));
        playFollowing(0);
        assertEquals(Optional.empty(), bring(0));
        // Known now: nobody waits or looks any more.
        assertEquals(Optional.empty(), bring(3));
        assertEquals("3", cluster.annotation(revision, KnativeServices.MIN_SCALE));
        assertEquals("0", cluster.annotation(autoscaler, KnativeServices.MIN_SCALE));
    }

    @Test
    void anAutoscalerThatDoesNotFollowIsChangedItself() {
        assertTrue(bring(0).isPresent());
        assertEquals("3", cluster.annotation(autoscaler, KnativeServices.MIN_SCALE));
        now = now.plus(PlayedCluster.QUICK.probe());
        assertEquals(Optional.empty(), bring(0));
        assertEquals("0", cluster.annotation(autoscaler, KnativeServices.MIN_SCALE));
        assertEquals("1", cluster.annotation(autoscaler, KnativeServices.MAX_SCALE));
        // Known now: nobody waits any more.
        assertEquals(Optional.empty(), bring(3));
        assertEquals("3", cluster.annotation(autoscaler, KnativeServices.MIN_SCALE));
        assertEquals("3", cluster.annotation(revision, KnativeServices.MIN_SCALE));
    }

    @Test
    void whatIsAlreadySoIsNotWritten() {
        String version = revision.getMetadata().getResourceVersion();
        assertEquals(Optional.empty(), bring(3));
        assertEquals(version, read().getMetadata().getResourceVersion());
    }

    @Test
    void releaseLeavesAtMostOnePod() {
        assertEquals(Map.of(KnativeServices.MIN_SCALE, "0", KnativeServices.MAX_SCALE, "1"), Scaling.bounds(0));
        assertEquals(Map.of(KnativeServices.MIN_SCALE, "4", KnativeServices.MAX_SCALE, "4"), Scaling.bounds(4));
    }

    private Optional<Duration> bring(int replicas) {
        return scaling.bring(read(), Scaling.bounds(replicas));
    }

    private Revision read() {
        return cluster.client.resource(revision).get();
    }

    private void playFollowing(int replicas) {
        new Cluster(cluster.client, PlayedCluster.APPLICATION, new RetryAfter())
                .annotate(autoscaler, new TreeMap<>(Scaling.bounds(replicas)));
    }
}
