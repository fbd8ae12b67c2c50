package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workflows that events start, on replica processes. */
class EventsIT {
    @RegisterExtension
    static final Hearth hearth = Hearth.forAllTests();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void anEventIsAnsweredByTheResultAsAnEventAndRunsOnce() throws Exception {
        String url = hearth.start("serve", "--port", "0").url();
        HttpResponse<String> first = order(url, "order-1", "{\"item\":\"teapot\",\"quantity\":2}");
        assertEquals(200, first.statusCode(), first.body());
        assertEquals("{\"item\":\"teapot\",\"cents\":2500}", first.body());
        assertEquals("shop.order.priced", first.headers().firstValue("ce-type").orElse(""));
        HttpResponse<String> again = order(url, "order-1", "{\"item\":\"teapot\",\"quantity\":2}");
        assertEquals(first.headers().firstValue("ce-id"), again.headers().firstValue("ce-id"));
        HttpResponse<String> failing = order(url, "order-2", "{\"item\":\"teapot\",\"quantity\":0}");
        assertEquals(500, failing.statusCode());
        assertTrue(failing.body().contains("An order of 0 has no price."), failing.body());
        HttpResponse<String> unfit = order(url, "order-3", "{\"item\":\"teapot\",\"quantity\":\"many\"}");
        assertEquals(422, unfit.statusCode(), unfit.body());
    }

    private HttpResponse<String> order(String url, String id, String data) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + "/api/events"))
                        .header("ce-specversion", "1.0")
                        .header("ce-id", id)
                        .header("ce-source", "/shop")
                        .header("ce-type", "shop.order.placed")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(data))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
