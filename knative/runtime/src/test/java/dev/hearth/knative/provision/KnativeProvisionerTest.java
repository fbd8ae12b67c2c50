package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.mapping.KnativeServices;
import io.fabric8.knative.serving.v1.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KnativeProvisionerTest {
    private static final EnvironmentSpec WARM = TestBlueprint.environment("warm", 3);
    private static final String VERSION = TestBlueprint.version(WARM);

    private final PlayedCluster cluster;
    private final AtomicInteger opened = new AtomicInteger();
    private final KnativeProvisioner provisioner;

    KnativeProvisionerTest() throws IOException {
        cluster = new PlayedCluster();
        provisioner = new KnativeProvisioner(
                () -> {
                    opened.incrementAndGet();
                    return cluster.open(WARM);
                },
                20);
    }

    @AfterEach
    void close() {
        provisioner.close();
        cluster.close();
    }

    @Test
    void theClusterIsNotSpokenToBeforeItIsNeeded() {
        assertEquals("knative", provisioner.name());
        assertEquals(20, provisioner.freshReplicas(WARM));
        provisioner.close();
        assertEquals(0, opened.get());
        HearthException e = assertThrows(HearthException.class, provisioner::begin);
        assertTrue(String.valueOf(e.getMessage()).contains("the platform is closing"), e.getMessage());
    }

    @Test
    void aPoolsLifeIsOneInstallation() throws InterruptedException {
        Told told = new Told();
        provisioner.begin();
        provisioner.scale(WARM, VERSION, 3, told);
        PlayedCluster.await(() -> cluster.hasVersion(WARM), "made");
        Revision revision = cluster.playRevision(WARM, 1);
        PlayedCluster.await(
                () -> cluster.client.secrets().withName("app-warm-join").get() != null, "key");
        String key = new String(
                Base64.getDecoder()
                        .decode(cluster.client
                                .secrets()
                                .withName("app-warm-join")
                                .get()
                                .getData()
                                .get("key")),
                StandardCharsets.US_ASCII);
        PlayedCluster.await(() -> provisioner.mayJoin("warm", key), "joined");
        assertFalse(provisioner.mayJoin("warm", key + "x"));
        Instant since = Instant.parse("2026-11-22T10:00:00Z");
        provisioner.idle(WARM, VERSION, Optional.of(since));
        PlayedCluster.await(() -> provisioner.idleSince(WARM, VERSION).equals(Optional.of(since)), "idle time");
        provisioner.leaving(WARM, VERSION, List.of());
        provisioner.scale(WARM, VERSION, 0, told);
        cluster.awaitAnnotation(revision, KnativeServices.MIN_SCALE, "0");
        assertEquals(1, opened.get());
    }

    @Test
    void anIdleTimeThatNobodyCanTellIsNone() {
        provisioner.begin();
        cluster.away(true);
        assertEquals(Optional.empty(), provisioner.idleSince(WARM, VERSION));
    }

    @Test
    void noJobsAtAllMakeNoSense() {
        KnativeProvisioner none = new KnativeProvisioner(() -> cluster.open(WARM), 0);
        HearthException e = assertThrows(HearthException.class, () -> none.freshReplicas(WARM));
        assertEquals("Configuration 'hearth.pods.max-jobs': 0 must be at least 1.", e.getMessage());
    }

    @Test
    void theNameOfThePodIsALabelsValue() {
        assertEquals("app-7d9f-x1", KnativeProvisioner.podName(Map.of("HOSTNAME", "app-7d9f-x1")));
        assertEquals("a-machine.example", KnativeProvisioner.podName(Map.of("HOSTNAME", "_a machine.example-")));
        assertEquals("platform", KnativeProvisioner.podName(Map.of()));
    }
}
