package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.knative.client.KnativeClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An environment that has been idle for its time to live costs no pod, and comes back without a new Revision. */
@OnCluster
class TimeToLiveIT {
    /** As the example says. */
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

    /** For the autoscaler, which looks every two seconds, and for the API server and the kubelet, which may be busy. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    @Test
    void anIdleEnvironmentHasNoPodsAndItsNextTaskBringsThemBack(Installation installation) {
        Pods pods = installation.namespace().pods("my-actor");
        try (Platform platform = installation.platform()) {
            platform.workflow("hello-world", "{}");
            // It has answered before the kubelet looks at its probe, if it has just come back.
            pods.await(GRACE, ready -> ready.size() == 1, "there");
            List<String> revisions = revisions(installation.namespace().client());
            // Released after one time to live; the last pod may stay for one more.
            pods.awaitNone(TIME_TO_LIVE.multipliedBy(2).plus(GRACE));
            assertEquals("\"hello\"", platform.workflow("hello-world", "{}"));
            pods.await(GRACE, ready -> ready.size() == 1, "back");
            assertEquals(revisions, revisions(installation.namespace().client()));
        }
    }

    private static List<String> revisions(KubernetesClient client) {
        return client
                .adapt(KnativeClient.class)
                .revisions()
                .withLabel("hearth.dev/environment", "my-actor")
                .list()
                .getItems()
                .stream()
                .map(revision -> revision.getMetadata().getName())
                .sorted()
                .toList();
    }
}
