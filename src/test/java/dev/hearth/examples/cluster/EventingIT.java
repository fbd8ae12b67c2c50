package dev.hearth.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A source, a Broker, a Trigger, a workflow, and its reply, which goes back to the Broker and from there, by another Trigger, to
 * another workflow.
 */
@OnCluster
class EventingIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void anEventsReplyGoesThroughTheBrokerToTheNextWorkflow(Installation installation) {
        Namespace namespace = installation.namespace();
        String order = "order-" + UUID.randomUUID();
        try (Platform ingress = brokerIngress(namespace)) {
            // Delivered twice, as a Broker may.
            send(ingress, namespace, order);
            send(ingress, namespace, order);
        }
        try (Platform platform = installation.platform()) {
            Waiting.until(
                    LIMIT,
                    () -> runs(platform, "book-sale").size() == 1,
                    () -> "priced: " + runs(platform, "price-order") + ", booked: " + runs(platform, "book-sale"));
            JsonNode priced = runs(platform, "price-order");
            assertEquals(1, priced.size(), priced::toString);
            assertEquals("succeeded", priced.path(0).path("state").asText(), priced::toString);
            String booked = "/api/runs/"
                    + runs(platform, "book-sale").path(0).path("id").asText() + "/result";
            assertEquals(
                    "2500",
                    Platform.answer(200, platform.send(booked, request -> request.header("Prefer", "wait=60"))));
        }
    }

    private static JsonNode runs(Platform platform, String workflow) {
        return platform.get("/api/runs?name=" + workflow).path("runs");
    }

    /** The Broker's own door, which has no name outside the cluster. */
    private static Platform brokerIngress(Namespace namespace) {
        KubernetesClient eventing = namespace.client();
        Pod pod = eventing
                .pods()
                .inNamespace("knative-eventing")
                .withLabel("eventing.knative.dev/brokerRole", "ingress")
                .list()
                .getItems()
                .stream()
                .filter(Readiness::isPodReady)
                .findFirst()
                .orElseThrow();
        return new Platform(
                eventing.pods()
                        .inNamespace("knative-eventing")
                        .withName(pod.getMetadata().getName())
                        .portForward(8080, java.net.InetAddress.getLoopbackAddress(), 0),
                "");
    }

    private static void send(Platform ingress, Namespace namespace, String order) {
        HttpResponse<String> answer = ingress.send(
                "/" + namespace.name() + "/" + Namespace.BROKER,
                request -> request.header("ce-specversion", "1.0")
                        .header("ce-id", order)
                        .header("ce-source", "/shop")
                        .header("ce-type", "shop.order.placed")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"item\":\"teapot\",\"quantity\":2}")));
        assertEquals(202, answer.statusCode(), answer::body);
    }
}
