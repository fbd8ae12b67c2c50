package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The Knative Service of an environment answers for its tasks, and knows nothing of the platform's door. */
@OnCluster
class DirectInvocationIT {
    /** Where Knative's own proxy takes what is meant for the pod's container. */
    private static final int QUEUE_PROXY = 8012;

    @Test
    void aTaskAnswersHttpAndCloudEventsAtItsOwnService(Installation installation) {
        String pod;
        try (Platform platform = installation.platform()) {
            platform.task("numbers.plus-one", "{\"value\":1}");
            Pods pods = installation.namespace().pods("numbers");
            pods.await(Duration.ofMinutes(5), ready -> !ready.isEmpty(), "ready");
            pod = pods.ready().iterator().next();
        }
        try (Platform service =
                new Platform(Platform.forward(installation.namespace().client(), pod, QUEUE_PROXY), "")) {
            assertEquals("42", service.task("numbers.plus-one", "{\"value\":41}"));
            HttpResponse<String> event = service.send(
                    "/",
                    request -> request.header("ce-specversion", "1.0")
                            .header("ce-id", "1")
                            .header("ce-source", "/test")
                            .header("ce-type", "numbers.plus-one")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("41")));
            assertEquals("42", Platform.answer(200, event));
            assertEquals(
                    "numbers.plus-one.output",
                    event.headers().firstValue("ce-type").orElse(""));
            assertEquals(404, service.post("/api/tasks/caching.evaluate", "{}").statusCode());
        }
    }
}
