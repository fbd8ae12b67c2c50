package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.KnativeServices;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.Service;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What earlier lives of the platform, and other makers, have left on the cluster. */
@Timeout(60)
class InstallationTest {
    private static final EnvironmentSpec WARM = TestBlueprint.environment("warm", 3);
    private static final EnvironmentSpec EARLIER = TestBlueprint.environment("warm", 5);
    private static final EnvironmentSpec GONE = TestBlueprint.environment("gone", 2);

    private final PlayedCluster cluster;

    InstallationTest() throws IOException {
        cluster = new PlayedCluster();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void theServiceOfAnEnvironmentThatIsNoMoreIsRemoved() throws InterruptedException {
        make(ManagedBy.HEARTH, GONE);
        cluster.open(WARM);
        PlayedCluster.await(() -> cluster.service("gone") == null, "removed");
    }

    @Test
    void servicesOfManifestsAndOfOtherApplicationsStay() throws InterruptedException {
        make(ManagedBy.MANIFEST, GONE);
        Service others = TestBlueprint.by(ManagedBy.HEARTH, TestBlueprint.environment("theirs", 1));
        others.getMetadata().getLabels().put(Labels.PART_OF, "another");
        cluster.client.resource(others).create();
        make(ManagedBy.HEARTH, TestBlueprint.environment("also-gone", 1));
        cluster.open(WARM);
        PlayedCluster.await(() -> cluster.service("also-gone") == null, "removed");
        assertNotNull(cluster.service("gone"));
        assertNotNull(cluster.service("theirs"));
    }

    @Test
    void aVersionThatNobodyWishesIsReleasedAfterAWhile() throws InterruptedException {
        make(ManagedBy.HEARTH, EARLIER);
        Revision earlier = cluster.playRevision(EARLIER, 1);
        cluster.open(WARM);
        cluster.awaitAnnotation(earlier, KnativeServices.MIN_SCALE, "0");
        assertEquals("1", cluster.annotation(earlier, KnativeServices.MAX_SCALE));
    }

    @Test
    void theApplicationsOwnVersionStaysWarmUntilItIsWished() throws InterruptedException {
        make(ManagedBy.HEARTH, WARM);
        Revision warm = cluster.playRevision(WARM, 1);
        make(ManagedBy.HEARTH, TestBlueprint.environment("cold", 5));
        Revision cold = cluster.playRevision(TestBlueprint.environment("cold", 5), 1);
        cluster.open(WARM, TestBlueprint.environment("cold", 1));
        // Both are looked at after the same time.
        cluster.awaitAnnotation(cold, KnativeServices.MIN_SCALE, "0");
        TimeUnit.MILLISECONDS.sleep(100);
        assertEquals("3", cluster.annotation(warm, KnativeServices.MIN_SCALE));
    }

    @Test
    void aManifestOfAnotherBuildIsToldAtTheStart() throws InterruptedException {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(Installation.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            make(ManagedBy.MANIFEST, EARLIER);
            make(ManagedBy.MANIFEST, TestBlueprint.environment("same", 1));
            cluster.open(WARM, TestBlueprint.environment("same", 1));
            PlayedCluster.await(() -> !warnings.isEmpty(), "a warning");
            String said = warnings.get(0);
            assertTrue(
                    said.startsWith(
                            "Environment 'warm': its Knative Service 'app-warm' was made from a manifest, for version "
                                    + TestBlueprint.version(EARLIER) + ", but the platform has version "
                                    + TestBlueprint.version(WARM) + ". "),
                    said);
            assertTrue(said.contains("kubectl apply -f target/kubernetes"), said);
            assertEquals(1, warnings.size());
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void joinKeysOfAllEnvironmentsAreMadeAtTheStart() throws InterruptedException {
        cluster.open(WARM, TestBlueprint.environment("other", 1));
        for (String secret : List.of("app-warm-join", "app-other-join")) {
            PlayedCluster.await(() -> cluster.client.secrets().withName(secret).get() != null, secret);
        }
    }

    @Test
    void theEndTakesABoundedTimeThoughTheServerIsAway() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        installation.wishes("warm").add(new Wish(WARM, TestBlueprint.version(WARM), 3, new Told()));
        installation.wake("warm");
        PlayedCluster.await(() -> cluster.hasVersion(WARM), "made");
        cluster.away(true);
        installation.wishes("warm").idle(TestBlueprint.version(WARM), Optional.of(Instant.EPOCH));
        installation.wake("warm");
        long begun = System.nanoTime();
        installation.close();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertTrue(millis < 2 * PlayedCluster.QUICK.close().toMillis() + 1000, millis + " ms");
    }

    private void make(ManagedBy maker, EnvironmentSpec environment) {
        cluster.client.resource(TestBlueprint.by(maker, environment)).create();
    }
}
