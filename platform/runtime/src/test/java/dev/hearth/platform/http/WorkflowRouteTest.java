package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkflowRouteTest {
    private final FakePlatform platform = new FakePlatform();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void theResultIsTheBodyAndTheRunIsInTheHeader() throws Exception {
        HttpResponse<String> response = post("echo", "{\"a\":1}");
        assertEquals(200, response.statusCode());
        assertEquals("{\"a\":1}", response.body());
        String run = response.headers().firstValue("Hearth-Run").orElseThrow();
        assertTrue(platform.runs.find(run).isPresent());
    }

    @Test
    void noBodyIsAnEmptyObject() throws Exception {
        assertEquals("{}", post("echo", "").body());
    }

    @Test
    void anUnknownWorkflowIs404WithTheKnownOnes() throws Exception {
        assertProblem(404, "'ecko'", post("ecko", "{}"));
        assertProblem(404, "echo", post("ecko", "{}"));
    }

    @Test
    void malformedJsonIs400WithItsPlace() throws Exception {
        assertProblem(400, "line 2, column", post("echo", "{\n\"a\":}"));
    }

    @Test
    void moreThanOneValueIs400() throws Exception {
        assertProblem(400, "not JSON", post("echo", "{} {}"));
    }

    @Test
    void anotherTypeThanAnObjectIs422() throws Exception {
        assertProblem(422, "an array", post("echo", "[1]"));
    }

    @Test
    void inputThatDoesNotFitIs422() throws Exception {
        assertProblem(422, "Parameter 'n'", post("typed", "{}"));
    }

    @Test
    void aBodyOverTheLimitIs413() throws Exception {
        String body = "{\"a\":\"" + "x".repeat(FakePlatform.PAYLOAD_LIMIT) + "\"}";
        assertProblem(413, "10000 bytes", post("echo", body));
    }

    @Test
    void aFailedRunIs500WithItsKindAndRun() throws Exception {
        JsonNode problem = assertProblem(500, "lost", post("fails", "{}"));
        assertEquals("REPLICA_LOST", problem.path("kind").asText());
        assertTrue(platform.runs.find(problem.path("run").asText()).isPresent());
    }

    @Test
    void aDefectOfThePlatformShowsNoStackTrace() throws Exception {
        HttpResponse<String> response = post("defect", "{}");
        assertProblem(500, "IllegalStateException", response);
        assertFalse(response.body().contains("\\tat "), response.body());
    }

    @Test
    void aClientThatGoesAwayCancelsItsRun() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), platform.url().getPort())) {
            socket.getOutputStream()
                    .write("POST /api/workflows/waits HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}"
                            .getBytes(StandardCharsets.UTF_8));
            Await.until(() -> platform.runs.recent().size() == 1, "the run starts");
        }
        Await.until(() -> platform.runs.recent().get(0).state().equals("cancelled"), "the run is cancelled");
    }

    @Test
    void deletingARunCancelsIt() throws Exception {
        var answer = http.sendAsync(request("waits", "{}"), HttpResponse.BodyHandlers.ofString());
        Await.until(() -> platform.runs.recent().size() == 1, "the run starts");
        String run = platform.runs.recent().get(0).id();
        HttpResponse<String> deleted = http.send(
                HttpRequest.newBuilder(platform.url().resolve("/api/runs/" + run))
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, deleted.statusCode());
        assertEquals(
                "cancelled",
                ApiJson.MAPPER.readTree(deleted.body()).path("state").asText());
        assertEquals(
                "CANCELLED",
                assertProblem(500, "cancelled", answer.get()).path("kind").asText());
    }

    @Test
    void aRunThatIsNotKnownIs404() throws Exception {
        URI unknown = platform.url().resolve("/api/runs/none");
        assertProblem(
                404,
                "'none'",
                http.send(HttpRequest.newBuilder(unknown).build(), HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void aRouteThatDoesNotExistIs404WithTheKnownOnes() throws Exception {
        URI unknown = platform.url().resolve("/api/fly");
        assertProblem(
                404,
                "/api/workflows/{name}",
                http.send(HttpRequest.newBuilder(unknown).build(), HttpResponse.BodyHandlers.ofString()));
    }

    private HttpResponse<String> post(String workflow, String body) throws IOException, InterruptedException {
        return http.send(request(workflow, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String workflow, String body) {
        return HttpRequest.newBuilder(platform.url().resolve("/api/workflows/" + workflow))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static JsonNode assertProblem(int status, String part, HttpResponse<String> response) throws IOException {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        JsonNode problem = ApiJson.MAPPER.readTree(response.body());
        assertEquals(status, problem.path("status").asInt());
        assertTrue(problem.path("detail").asText().contains(part), response.body());
        return problem;
    }
}
