package dev.hearth.knative.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.knative.RetryAfter;
import dev.hearth.knative.mapping.Labels;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JoinKeysTest {
    private static final EnvironmentSpec WARM = TestBlueprint.environment("warm", 3);

    private final PlayedCluster cluster;
    private final JoinKeys keys;

    JoinKeysTest() throws IOException {
        cluster = new PlayedCluster();
        keys = keys();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aKeyIsMadeOnceAndFitsItsEnvironmentAlone() {
        keys.read("warm");
        keys.read("other");
        String key = key("app-warm-join");
        assertEquals(64, key.length());
        assertTrue(keys.fits("warm", key));
        assertFalse(keys.fits("other", key));
        assertFalse(keys.fits("warm", key.replace(key.charAt(0), 'x')));
        assertFalse(keys.fits("warm", ""));
        assertFalse(keys.fits("unknown", key));
        keys.read("warm");
        assertEquals(key, key("app-warm-join"));
        assertEquals("warm", secret("app-warm-join").getMetadata().getLabels().get(Labels.ENVIRONMENT));
    }

    @Test
    void severalPlatformsAgreeOnOneKey() {
        JoinKeys others = keys();
        others.read("warm");
        keys.read("warm");
        assertTrue(keys.fits("warm", key("app-warm-join")));
        assertTrue(others.fits("warm", key("app-warm-join")));
    }

    @Test
    void whoeverLosesTheRaceTakesTheOthersKey() {
        keys().read("warm");
        // Not there when it was looked for, but there when it was to be made.
        Fault fault = Fault.get(cluster, "/api/v1/namespaces/test/secrets/app-warm-join", 404, "", 1);
        keys.read("warm");
        fault.assertMet();
        assertTrue(keys.fits("warm", key("app-warm-join")));
    }

    @Test
    void podsThatAreThereMountANewKeyAtOnce() {
        cluster.client.resource(new TestBlueprint().service(WARM)).create();
        Revision revision = cluster.playRevision(WARM, 1);
        Pod pod = cluster.playPod(revision, "pod-1");
        keys.read("warm");
        String touched = cluster.annotation(pod, Marks.JOIN_KEY_MADE);
        assertNotNull(touched);
        keys.read("warm");
        assertEquals(touched, cluster.annotation(pod, Marks.JOIN_KEY_MADE));
    }

    @Test
    void aSecretWithoutTheEntrySaysWhatToDo() {
        cluster.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("app-warm-join")
                        .endMetadata()
                        .withData(Map.of("other", "eA=="))
                        .build())
                .create();
        HearthException e = assertThrows(HearthException.class, () -> keys.read("warm"));
        assertTrue(String.valueOf(e.getMessage()).contains("'app-warm-join' has no entry 'key'"), e.getMessage());
    }

    @Test
    void aKeyThatWasChangedIsReadAgainWhenSomebodyBringsIt() throws InterruptedException {
        Installation installation = cluster.open(WARM);
        PlayedCluster.await(
                () -> cluster.client.secrets().withName("app-warm-join").get() != null, "the key is made");
        PlayedCluster.await(() -> installation.mayJoin("warm", key("app-warm-join")), "the key is known");
        Secret secret = secret("app-warm-join");
        secret.setData(Map.of("key", Base64.getEncoder().encodeToString("new".getBytes(StandardCharsets.US_ASCII))));
        cluster.client.resource(secret).update();
        assertFalse(installation.mayJoin("unknown", "new"));
        PlayedCluster.await(() -> installation.mayJoin("warm", "new"), "the new key is known");
    }

    private JoinKeys keys() {
        return new JoinKeys(new Cluster(cluster.client, PlayedCluster.APPLICATION, new RetryAfter()));
    }

    private Secret secret(String name) {
        return Objects.requireNonNull(cluster.client.secrets().withName(name).get());
    }

    private String key(String name) {
        return new String(Base64.getDecoder().decode(secret(name).getData().get("key")), StandardCharsets.US_ASCII);
    }
}
