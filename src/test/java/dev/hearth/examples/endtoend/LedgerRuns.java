package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs at a platform whose elements and steps enter their numbers into a file: what has run, and how often, is known whatever becomes of the
 * platform.
 */
record LedgerRuns(Started platform) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts a workflow that makes one entry after the other, each of which takes so long, and returns its run. */
    String chain(Path ledger, int entries, int millis) {
        return run(chainWithKey(ledger, entries, millis, "").join());
    }

    CompletableFuture<HttpResponse<String>> chainWithKey(Path ledger, int entries, int millis, String key) {
        String input = "{\"file\":\"" + ledger + "\",\"entries\":" + entries + ",\"millis\":" + millis + "}";
        return HTTP.sendAsync(
                post("/api/workflows/keep-ledger", "application/json", input, key), BodyHandlers.ofString());
    }

    /** Starts a durable map whose elements each take so long, and returns its run once all of them are in the journal. */
    String map(Path ledger, int elements, int millis) throws IOException, InterruptedException {
        String input = IntStream.range(0, elements)
                .mapToObj(entry -> "{\"file\":\"" + ledger + "\",\"entry\":" + entry + ",\"millis\":" + millis + "}\n")
                .collect(Collectors.joining());
        return run(HTTP.send(
                post("/api/tasks/ledger.enter/map", "application/x-ndjson", input, ""), BodyHandlers.ofString()));
    }

    private HttpRequest post(String path, String type, String body, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(platform.url() + path))
                .header("Prefer", "respond-async")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        return (key.isEmpty() ? request : request.header("Idempotency-Key", key)).build();
    }

    static String run(HttpResponse<String> answer) {
        assertEquals(202, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Hearth-Run").orElseThrow();
    }

    HttpResponse<String> cancel(String run) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(platform.url() + "/api/runs/" + run))
                        .DELETE()
                        .build(),
                BodyHandlers.ofString());
    }

    /** Waits for the run's result, wherever it runs. */
    String result(String run) throws IOException, InterruptedException {
        HttpResponse<String> result = HTTP.send(
                HttpRequest.newBuilder(URI.create(platform.url() + "/api/runs/" + run + "/result"))
                        .header("Prefer", "wait=120")
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, result.statusCode(), result.body());
        return result.body();
    }

    JsonNode record(String run) {
        return new RunRecords(platform.url()).get("/api/runs/" + run);
    }

    JsonNode pools() {
        return new RunRecords(platform.url()).get("/api/pools");
    }

    void awaitEnd(String run) {
        RunRecords records = new RunRecords(platform.url());
        // The list, because a map's own record has a line for each of its latest elements.
        Waiting.until(
                Hearth.LIMIT,
                () -> records.get("/api/runs?limit=1000").findParents("id").stream()
                        .filter(record -> record.path("id").asText().equals(run))
                        .anyMatch(record -> !record.path("state").asText().equals("running")),
                () -> "it does not end: " + record(run) + platform);
        JsonNode record = record(run);
        assertEquals("succeeded", record.path("state").asText(), record::toString);
    }

    void assertOutcomes(String run, int elements) throws IOException, InterruptedException {
        List<String> lines = outcomes(run);
        assertEquals(elements + 1, lines.size(), () -> "the last is " + lines.get(lines.size() - 1));
        for (int i = 0; i < elements; i++) {
            String line = lines.get(i);
            assertTrue(line.startsWith("{\"index\":" + i + ",\"value\":" + i + "}"), line);
        }
    }

    /** The entries whose outcomes are in the journal. */
    List<String> recorded(String run) throws IOException, InterruptedException {
        return outcomes(run).stream()
                .filter(line -> line.startsWith("{\"index\":"))
                .map(line -> line.replaceFirst("\\{\"index\":(\\d+).*", "$1"))
                .toList();
    }

    private List<String> outcomes(String run) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(platform.url() + "/api/runs/" + run + "/outcomes"))
                        .build(),
                BodyHandlers.ofLines());
        return answer.body().toList();
    }

    /** Waits until the ledger has so many entries. */
    void awaitEntries(Path ledger, int entries) {
        Waiting.until(
                Hearth.LIMIT, () -> entries(ledger).size() >= entries, () -> "too few entries in " + ledger + platform);
    }

    static List<String> entries(Path ledger) {
        try {
            return Files.exists(ledger) ? Files.readAllLines(ledger) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
