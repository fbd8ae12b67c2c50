package dev.hearth.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hearth.platform.dispatch.PoolView;
import dev.hearth.platform.dispatch.ReplicaView;
import dev.hearth.platform.http.ApiJson;
import dev.hearth.platform.http.CatalogView;
import dev.hearth.platform.http.EnvironmentState;
import dev.hearth.platform.http.Health;
import dev.hearth.platform.run.RunPage;
import dev.hearth.platform.run.RunQuery;
import dev.hearth.platform.run.RunRecord;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Speaks to one platform, but for maps. */
final class Client {
    private static final Duration SHORT = Duration.ofSeconds(10);

    private final Target target;
    private final URI url;
    private final HttpClient http;

    Client(Target target) {
        this.target = target;
        this.url = target.url();
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(SHORT);
        target.trust().ifPresent(trust -> builder.sslContext(trust.context()));
        this.http = builder.build();
    }

    /** A run that succeeded. */
    record Answer(String run, byte[] json) {}

    URI url() {
        return url;
    }

    Target target() {
        return target;
    }

    /** Who answers there, if anybody does. */
    Optional<Health> health() {
        try {
            HttpResponse<byte[]> response =
                    http.send(request("/api/health").timeout(SHORT).build(), BodyHandlers.ofByteArray());
            return response.statusCode() == 200
                    ? Optional.of(ApiJson.MAPPER.readValue(response.body(), Health.class))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Runs a workflow and waits for its end, however long it takes. With a key that a run has already, that run's end. */
    Answer run(String workflow, byte[] input, Optional<String> key) {
        HttpResponse<byte[]> response = send(workflow(workflow, input, key).build());
        if (response.statusCode() != 200) {
            throw RunFailure.of(response.statusCode(), response.body());
        }
        return new Answer(run(response), response.body());
    }

    /** Starts a workflow. Returns the run's id; that of the run that has the key, if one has it. */
    String start(String workflow, byte[] input, Optional<String> key) {
        HttpResponse<byte[]> response = send(workflow(workflow, input, key)
                .timeout(SHORT)
                .header("Prefer", "respond-async")
                .build());
        // With a key that a run has already, it may have ended.
        if (response.statusCode() != 202 && response.statusCode() != 200) {
            throw RunFailure.of(response.statusCode(), response.body());
        }
        return run(response);
    }

    private HttpRequest.Builder workflow(String workflow, byte[] input, Optional<String> key) {
        HttpRequest.Builder request = request("/api/workflows/" + encode(workflow))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(input));
        key.ifPresent(k -> request.header("Idempotency-Key", k));
        return request;
    }

    private static String run(HttpResponse<byte[]> response) {
        return response.headers().firstValue("Hearth-Run").orElse("");
    }

    CatalogView catalog() {
        return get("/api/catalog", CatalogView.class);
    }

    List<PoolView> pools() {
        return List.of(get("/api/pools", PoolView[].class));
    }

    /** Changes attributes of an environment. Returns it as it is now. */
    CatalogView.Environment change(String environment, Map<String, String> attributes) {
        return answer(
                "/api/environments/" + encode(environment),
                CatalogView.Environment.class,
                path -> request(path)
                        .timeout(SHORT)
                        .header("Content-Type", "application/json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(JsonValues.bytes(attributes)))
                        .build());
    }

    /** The runs of a workflow that are under way, the newest first, without their steps. */
    List<RunRecord> running(String workflow) {
        return get("/api/runs?state=running&kind=workflow&name=" + encode(workflow), RunPage.class)
                .runs();
    }

    /** Runs, the newest first, without their steps: as many as wanted, from as many pages as that takes. */
    List<RunRecord> runs(Optional<String> state, Optional<String> name, int limit) {
        List<RunRecord> runs = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            RunPage page = get(
                    "/api/runs?limit=" + Math.min(limit - runs.size(), RunQuery.MAX_LIMIT) + parameter("state", state)
                            + parameter("name", name) + parameter("after", after),
                    RunPage.class);
            runs.addAll(page.runs());
            after = page.next();
        } while (after.isPresent() && runs.size() < limit);
        return runs;
    }

    private static String parameter(String name, Optional<String> value) {
        return value.map(v -> "&" + name + "=" + encode(v)).orElse("");
    }

    /** Cancels a run. Returns it as it is now. */
    RunRecord cancel(String run) {
        return answer(
                "/api/runs/" + encode(run),
                RunRecord.class,
                path -> request(path).timeout(SHORT).DELETE().build());
    }

    List<EnvironmentState> environments() {
        return List.of(get("/api/environments", EnvironmentState[].class));
    }

    /** Those of one environment, or all. */
    List<ReplicaView> replicas(Optional<String> environment) {
        return List.of(get(
                "/api/replicas"
                        + environment.map(e -> "?environment=" + encode(e)).orElse(""),
                ReplicaView[].class));
    }

    /**
     * Starts an environment's replicas.
     *
     * @param wait for how long to wait until they have joined; 0: not at all
     */
    EnvironmentState prewarm(String environment, OptionalInt replicas, Duration wait) {
        String path = "/api/environments/" + encode(environment) + "/prewarm?wait=" + wait.toSeconds()
                + (replicas.isPresent() ? "&replicas=" + replicas.getAsInt() : "");
        return answer(
                path,
                EnvironmentState.class,
                p -> request(p)
                        .timeout(wait.plus(SHORT))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    RunRecord record(String run) {
        return get("/api/runs/" + encode(run), RunRecord.class);
    }

    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> T get(String path, Class<T> type) {
        return answer(path, type, p -> request(p).timeout(SHORT).build());
    }

    private <T> T answer(String path, Class<T> type, Function<String, HttpRequest> request) {
        HttpResponse<byte[]> response = send(request.apply(path));
        if (response.statusCode() / 100 != 2) {
            throw RunFailure.of(response.statusCode(), response.body());
        }
        try {
            return ApiJson.MAPPER.readValue(response.body(), type);
        } catch (JsonProcessingException e) {
            throw CommandFailure.failed("Cannot read what " + url + path + " answered: " + ApiJson.reason(e)
                    + ". Is it a platform of this version?");
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        target.authorization().ifPresent(header -> request.header("Authorization", header));
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private CommandFailure unreachable(IOException e) {
        return CommandFailure.failed("Cannot reach the platform at '" + url + "': "
                + (e.getMessage() == null ? "connection refused" : e.getMessage())
                + ". Start one with 'serve', or leave --url out.");
    }

    private static CommandFailure interrupted() {
        Thread.currentThread().interrupt();
        return CommandFailure.failed("Interrupted.");
    }
}
