package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventRouteTest {
    private final FakePlatform platform = new FakePlatform();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aBinaryEventIsAnsweredWithItsResultAsAnEvent() throws Exception {
        HttpResponse<String> answer = binary("1", "demo.ask", "application/json", "\"hello\"");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("{\"text\":\"hello\"}", answer.body());
        assertEquals("demo.answer", answer.headers().firstValue("ce-type").orElse(""));
        assertEquals(
                "/hearth/fake/echo", answer.headers().firstValue("ce-source").orElse(""));
        assertEquals(onlyRun(), answer.headers().firstValue("ce-id").orElse(""));
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void aStructuredEventIsTakenAsWell() throws Exception {
        HttpResponse<String> answer =
                post("application/cloudevents+json", structured("7", "demo.ask", "{\"deep\":[1,2.5]}"));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("{\"text\":{\"deep\":[1,2.5]}}", answer.body());
    }

    @Test
    void withoutReplyTypeTheAnswerIs202WithTheRun() throws Exception {
        HttpResponse<String> answer = binary("1", "demo.plain", "application/json", "1");
        assertEquals(202, answer.statusCode());
        assertEquals(
                "/api/runs/" + onlyRun(),
                answer.headers().firstValue("Location").orElse(""));
    }

    @Test
    void theSameEventTwiceStartsOneRun() throws Exception {
        HttpResponse<String> first = binary("1", "demo.ask", "application/json", "1");
        HttpResponse<String> second = binary("1", "demo.ask", "application/json", "1");
        assertEquals(1, platform.runs.recent().size());
        assertEquals(first.headers().firstValue("ce-id"), second.headers().firstValue("ce-id"));
        assertEquals(1, platform.events.duplicateCount());
        binary("2", "demo.ask", "application/json", "1");
        assertEquals(2, platform.runs.recent().size());
    }

    @Test
    void anEventForOneWorkflowStartsThatOneAndHasItsReply() throws Exception {
        HttpResponse<String> answer = http.send(event("/api/events/echo", "1", "demo.many"), BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
        assertEquals("", answer.body(), "a Broker takes it for a reply that is no event");
        assertEquals(
                List.of("echo"),
                platform.runs.recent().stream().map(run -> run.name()).toList());
        answer = http.send(event("/api/events/echo", "2", "demo.ask"), BodyHandlers.ofString());
        assertEquals("demo.answer", answer.headers().firstValue("ce-type").orElse(""));
    }

    @Test
    void anEventThatTheNamedWorkflowDoesNotWaitForIsIgnoredAndNoFailure() throws Exception {
        HttpResponse<String> answer = http.send(event("/api/events/waits", "1", "demo.slow"), BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
        assertEquals("", answer.body(), "a Broker takes it for a reply that is no event");
        assertTrue(platform.runs.recent().isEmpty());
    }

    @Test
    void aWorkflowThatWaitsForNoEventIsNotFound() throws Exception {
        HttpResponse<String> answer = http.send(event("/api/events/nobody", "1", "demo.slow"), BodyHandlers.ofString());
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("Known: echo, list, waits"), answer.body());
    }

    private HttpRequest event(String path, String id, String type) {
        return HttpRequest.newBuilder(platform.url().resolve(path))
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/test")
                .header("ce-type", type)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
    }

    @Test
    void attributesFilter() throws Exception {
        String data = "{\"a\":1,\"b\":2}";
        assertEquals(
                404,
                post("application/cloudevents+json", structured("1", "demo.slow", data))
                        .statusCode());
        String fits = structured("2", "demo.slow", data).replace("\"id\"", "\"subject\":\"x\",\"id\"");
        assertEquals(202, post("application/cloudevents+json", fits).statusCode());
        assertEquals("waits", platform.runs.recent().get(0).name());
    }

    @Test
    void oneEventMayStartSeveralWorkflows() throws Exception {
        HttpResponse<String> answer = binary("1", "demo.many", "application/json", "1");
        assertEquals(202, answer.statusCode());
        assertEquals(2, json(answer).path("runs").size());
    }

    @Test
    void textIsTakenAsAString() throws Exception {
        assertEquals(
                "{\"text\":\"plain \\\"words\\\"\"}",
                binary("1", "demo.ask", "text/plain; charset=utf-8", "plain \"words\"")
                        .body());
    }

    @Test
    void aBatchStartsEachOnceAndSaysWhatItIgnored() throws Exception {
        String batch = "[" + structured("1", "demo.plain", "1") + "," + structured("2", "demo.unknown", "1") + ","
                + structured("1", "demo.plain", "1") + "]";
        HttpResponse<String> answer = post("application/cloudevents-batch+json", batch);
        assertEquals(202, answer.statusCode());
        JsonNode receipts = json(answer);
        assertEquals(3, receipts.size());
        assertEquals(receipts.at("/0/runs/0/run"), receipts.at("/2/runs/0/run"));
        assertTrue(receipts.at("/2/runs/0/duplicate").asBoolean());
        assertTrue(receipts.at("/1/ignored").asText().contains("demo.unknown"), answer.body());
        assertEquals(1, platform.runs.recent().size());
    }

    @Test
    void aBatchWithSomethingThatIsNoEventIsRefusedAsAWhole() throws Exception {
        HttpResponse<String> answer = post(
                "application/cloudevents-batch+json",
                "[" + structured("1", "demo.plain", "1") + ",{\"id\":\"2\",\"specversion\":\"1.0\"}]");
        assertEquals(400, answer.statusCode());
        assertTrue(json(answer).path("detail").asText().contains("event 1 of the batch"), answer.body());
        assertEquals(0, platform.runs.recent().size());
    }

    @Test
    void whatIsNoEventIs400AndCounted() throws Exception {
        assertEquals(400, post("application/json", "{}").statusCode());
        assertEquals(400, post("application/cloudevents+json", "{\"id\":").statusCode());
        assertEquals(400, post("application/cloudevents+json", "{}").statusCode());
        assertEquals(400, post("application/cloudevents-batch+json", "{}").statusCode());
        assertEquals(400, binary("1", "demo.ask", "application/json", "{").statusCode());
        assertEquals(5, platform.events.refusedCount());
        assertEquals(0, platform.events.acceptedCount());
    }

    @Test
    void anUnknownTypeIs404AndNamesTheKnownOnes() throws Exception {
        HttpResponse<String> answer = binary("1", "demo.unknown", "application/json", "1");
        assertEquals(404, answer.statusCode());
        assertTrue(json(answer).path("detail").asText().contains("demo.ask, demo.many, demo.plain"), answer.body());
    }

    @Test
    void dataThatNoWorkflowTakesAre422() throws Exception {
        assertEquals(422, binary("1", "demo.ask", "image/png", "x").statusCode());
        assertEquals(
                422,
                post(
                                "application/cloudevents+json",
                                structured("1", "demo.slow", "1").replace("\"id\"", "\"subject\":\"x\",\"id\""))
                        .statusCode());
    }

    private String onlyRun() {
        assertEquals(1, platform.runs.recent().size());
        return platform.runs.recent().get(0).id();
    }

    private static String structured(String id, String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/here\",\"type\":\"" + type + "\",\"data\":"
                + data + "}";
    }

    private HttpResponse<String> binary(String id, String type, String contentType, String data) throws Exception {
        return send(request(contentType, data)
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/here")
                .header("ce-type", type));
    }

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        return send(request(contentType, body));
    }

    private HttpRequest.Builder request(String contentType, String body) {
        return HttpRequest.newBuilder(platform.url().resolve("/api/events"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return ApiJson.MAPPER.readTree(answer.body());
    }
}
