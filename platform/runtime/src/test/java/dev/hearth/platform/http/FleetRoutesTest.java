package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FleetRoutesTest {
    private final FakePlatform platform = new FakePlatform();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void prewarmingIsAcceptedAtOnce() throws Exception {
        HttpResponse<String> answer = prewarm("fake");
        assertEquals(202, answer.statusCode());
        JsonNode state = ApiJson.MAPPER.readTree(answer.body());
        assertEquals("fake", state.path("name").asText());
        assertEquals("WARM", state.path("state").asText());
    }

    @Test
    void waitingForItEndsWithTheReplicasOrWithTheTime() throws Exception {
        assertEquals(202, prewarm("fake?wait=1").statusCode());
        platform.operations.warm();
        HttpResponse<String> warm = prewarm("fake?wait=60");
        assertEquals(200, warm.statusCode());
        assertEquals(1, ApiJson.MAPPER.readTree(warm.body()).path("ready").asInt());
    }

    @Test
    void aStartThatFailsIsUnavailableWithTheReason() throws Exception {
        platform.operations.fail("ended with exit code 3");
        HttpResponse<String> failed = prewarm("fake?wait=60");
        assertEquals(503, failed.statusCode());
        assertEquals(
                "application/problem+json",
                failed.headers().firstValue("Content-Type").orElse(""));
        assertEquals(
                "Cannot prewarm environment 'fake': the last start failed: ended with exit code 3", detail(failed));
    }

    @Test
    void whatCannotBePrewarmedIsRefused() throws Exception {
        assertEquals(404, prewarm("fka").statusCode());
        assertEquals(422, prewarm("fresh").statusCode());
        for (String query : new String[] {"wait=-1", "wait=x", "wait=3601", "replicas=0", "replicas=99999999999"}) {
            HttpResponse<String> refused = prewarm("fake?" + query);
            assertEquals(400, refused.statusCode(), query);
            String value = query.substring(query.indexOf('=') + 1);
            assertTrue(detail(refused).contains("'" + value + "' is not a whole number from"), refused::body);
        }
        assertTrue(platform.operations.asked.isEmpty());
    }

    private HttpResponse<String> prewarm(String environment) throws IOException, InterruptedException {
        String[] parts = environment.split("\\?", 2);
        String query = parts.length == 2 ? "?" + parts[1] : "";
        return http.send(
                HttpRequest.newBuilder(platform.url().resolve("/api/environments/" + parts[0] + "/prewarm" + query))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static String detail(HttpResponse<String> problem) throws IOException {
        return ApiJson.MAPPER.readTree(problem.body()).path("detail").asText();
    }
}
