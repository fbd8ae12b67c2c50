package dev.hearth.examples.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/**
 * Calls a platform over HTTP, as its commands do, but without a JVM for each call: what is tested is what becomes of the call.
 *
 * @param url the platform's
 * @param token to bring, if there is one
 */
record Caller(String url, Optional<String> token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    // Held for good: a client that nobody refers to may be collected under its own request, which then never ends.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Who brings no token. */
    Caller(String url) {
        this(url, Optional.empty());
    }

    Caller withToken(String other) {
        return new Caller(url, Optional.of(other));
    }

    /**
     * What came of a call.
     *
     * @param body the result as JSON, or the problem that stands in its place
     */
    record Called(int status, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(toString(), e);
            }
        }

        /** It succeeded with exactly this. */
        void assertGives(String result) {
            if (status != 200 || !body.equals(result)) {
                throw new AssertionError("Expected: " + result + "\nbut came: " + this);
            }
        }

        /** It was refused or failed, and the problem tells each of the parts. */
        void assertFails(int expected, String... parts) {
            String detail = status < 400 ? "" : json().path("detail").asText();
            for (String part : parts) {
                if (status != expected || !detail.contains(part)) {
                    throw new AssertionError("Expected: " + expected + " with '" + part + "'\nbut came: " + this);
                }
            }
        }

        @Override
        public String toString() {
            return status + " " + body.substring(0, Math.min(body.length(), 4_000));
        }
    }

    /** Runs a workflow without input to its end. */
    Called run(String workflow) {
        return run(workflow, "{}");
    }

    /** Runs a workflow to its end. */
    Called run(String workflow, String input) {
        return post("/api/workflows/" + workflow, input);
    }

    /** Runs a task for each element of an array to its end; an outcome is a line. */
    Called map(String task, String elements) {
        return post("/api/tasks/" + task + "/map", elements);
    }

    /** Runs a task for each element of an array: these are the results, in the order of the elements. */
    void assertMaps(String task, String elements, String... results) {
        Called called = map(task, elements);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < results.length; i++) {
            lines.append("{\"index\":")
                    .append(i)
                    .append(",\"value\":")
                    .append(results[i])
                    .append("}\n");
        }
        if (!called.body().startsWith(lines + "{\"end\":")) {
            throw new AssertionError("Expected: " + lines + "but came: " + called);
        }
    }

    Called get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    /** Changes attributes of an environment. */
    Called change(String environment, String attributes) {
        return send(HttpRequest.newBuilder(URI.create(url + "/api/environments/" + environment))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(attributes)));
    }

    private Called post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private Called send(HttpRequest.Builder request) {
        token.ifPresent(own -> request.header("Authorization", "Bearer " + own));
        try {
            HttpResponse<String> answer =
                    HTTP.send(request.timeout(Hearth.LIMIT).build(), BodyHandlers.ofString());
            return new Called(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new AssertionError(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
