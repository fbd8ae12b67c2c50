package dev.hearth.examples.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a platform remembers of its runs.
 *
 * @param url the platform's
 */
record RunRecords(String url) {
    private static final ObjectMapper JSON = new ObjectMapper();

    // Held for good: a client that nobody refers to may be collected under its own request, which then never ends.
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** All runs of the workflow or task, the oldest first, each with its steps. */
    List<JsonNode> of(String name) {
        List<JsonNode> runs = new ArrayList<>();
        for (JsonNode run : get("/api/runs").path("runs")) {
            if (run.path("name").asText().equals(name)) {
                runs.add(get("/api/runs/" + run.path("id").asText()));
            }
        }
        runs.sort((one, other) ->
                one.path("started").asText().compareTo(other.path("started").asText()));
        return runs;
    }

    /** The sum of a number over the run's steps. */
    static long sum(JsonNode run, String field) {
        return steps(run).stream().mapToLong(step -> step.path(field).asLong()).sum();
    }

    /** How many elements the run's pools have been given by now. */
    static long submitted(JsonNode run) {
        return run.path("progress").path("submitted").asLong();
    }

    /** The most attempts that any element of the run took. */
    static int mostAttempts(JsonNode run) {
        return steps(run).stream()
                .flatMap(step -> StreamSupport.stream(step.path("timeline").spliterator(), false))
                .mapToInt(element -> element.path("attempts").asInt())
                .max()
                .orElse(0);
    }

    /** The replicas that ran an element of the run, sorted. */
    static List<String> replicas(JsonNode run) {
        return steps(run).stream()
                .flatMap(step -> StreamSupport.stream(step.path("timeline").spliterator(), false))
                .map(element -> element.path("replica").asText())
                .distinct()
                .sorted()
                .toList();
    }

    /** What each step is known by, sorted: branch path, ordinal, task and digest of its arguments. */
    static List<String> identities(JsonNode run) {
        return steps(run).stream()
                .map(step -> step.path("path").asText() + " "
                        + step.path("ordinal").asInt() + " "
                        + step.path("task").asText() + " "
                        + step.path("digest").asText())
                .sorted()
                .toList();
    }

    private static List<JsonNode> steps(JsonNode run) {
        return StreamSupport.stream(run.path("steps").spliterator(), false).toList();
    }

    JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new AssertionError(url + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
