package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The platform's pod goes and another one comes: the replicas stay, with all that they have in memory. */
@OnCluster
class PlatformRestartIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void aNewPlatformTakesOverTheReplicasThatThereAre(Installation installation) {
        Pods pods = installation.namespace().pods("caching");
        String input = "{\"initValue\":1,\"state\":3}";
        try (Platform platform = installation.platform()) {
            assertEquals("13", platform.workflow("caching-basic", input));
        }
        // It answers before the kubelet has looked at its probe.
        pods.await(LIMIT, ready -> ready.equals(pods.names()), "all ready");
        Set<String> before = pods.ready();
        var client = installation.namespace().client();
        String old = Installation.platformPods(client).get(0).getMetadata().getName();
        client.pods().withName(old).delete();
        Waiting.until(
                LIMIT,
                () -> Installation.platformPods(client).stream()
                        .anyMatch(pod -> !pod.getMetadata().getName().equals(old)),
                () -> "no other pod of the platform is ready");
        try (Platform platform = installation.platform()) {
            assertEquals("13", platform.workflow("caching-basic", input));
            var runs = platform.get("/api/runs?name=caching-basic&limit=1").path("runs");
            var run = platform.get("/api/runs/" + runs.path(0).path("id").asText());
            int misses = 0;
            for (var step : run.path("steps")) {
                misses += step.path("cacheMisses").asInt();
            }
            assertEquals(0, misses, run::toString);
        }
        assertEquals(before, pods.ready());
    }
}
