package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An environment is changed while a task runs: the task ends where it began, what comes later runs on new pods, and the old ones go. */
@OnCluster
class ChangedEnvironmentIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int SECONDS = 60;

    @Test
    void theOldPoolFinishesWhatItRunsAndThenGoes(Installation installation) {
        Pods pods = installation.namespace().pods("sleeper");
        try (Platform platform = installation.platform()) {
            nap(platform, 0);
            // One answers before the kubelet has looked at its probe, and the other may be later.
            Set<String> before = pods.names();
            Set<String> oldRevisions = pods.revisions();
            HttpResponse<String> begun = platform.send(
                    "/api/workflows/nap",
                    request -> request.header("Content-Type", "application/json")
                            .header("Prefer", "respond-async")
                            .POST(BodyPublishers.ofString("{\"seconds\":" + SECONDS + "}")));
            Platform.answer(202, begun);
            String run = begun.headers().firstValue("Location").orElseThrow();
            Waiting.until(
                    LIMIT,
                    () -> platform.get(run).path("progress").path("running").asInt() == 1,
                    () -> "the task does not run: " + platform.get(run));

            Platform.answer(200, platform.patch("/api/environments/sleeper", "{\"environment.MODE\":\"new\"}"));
            String replica = nap(platform, 0);
            assertFalse(before.contains(replica), () -> replica + " is one of the old pods");

            HttpResponse<String> result =
                    platform.send(run + "/result", request -> request.header("Prefer", "wait=120"));
            String old = Platform.json(Platform.answer(200, result)).asText();
            assertTrue(before.contains(old), () -> old + " is none of " + before);
            assertEquals(0, platform.get(run).path("progress").path("retried").asInt());
            // The last of them may stay for as long as the environment's time to live.
            Waiting.until(
                    LIMIT,
                    () -> Collections.disjoint(pods.revisions(), oldRevisions)
                            && !pods.ready().isEmpty(),
                    () -> "not new pods only: " + pods.names());
        }
    }

    private static String nap(Platform platform, int seconds) {
        return Platform.json(platform.workflow("nap", "{\"seconds\":" + seconds + "}"))
                .asText();
    }
}
