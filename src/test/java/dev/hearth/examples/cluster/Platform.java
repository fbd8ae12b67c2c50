package dev.hearth.examples.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A pod's HTTP, forwarded to this machine by the API server.
 *
 * @param forward which ends with this
 * @param token is sent with each request; empty: none is
 */
record Platform(LocalPortForward forward, String token) implements AutoCloseable {
    private static final int PORT = 8080;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    // Held for good: a client that nobody refers to may be collected under its own request, which then never ends.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Platform at(KubernetesClient client, String pod, String token) {
        return new Platform(forward(client, pod, PORT), token);
    }

    static LocalPortForward forward(KubernetesClient client, String pod, int port) {
        return client.pods().withName(pod).portForward(port, InetAddress.getLoopbackAddress(), 0);
    }

    /** The result of a workflow, as it is. */
    String workflow(String name, String input) {
        return answer(200, post("/api/workflows/" + name, input));
    }

    /** The result of a task, as it is. */
    String task(String name, String input) {
        return answer(200, post("/api/tasks/" + name, input));
    }

    JsonNode get(String path) {
        return json(answer(200, send(path, request -> request)));
    }

    HttpResponse<String> post(String path, String body) {
        return send(
                path,
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> patch(String path, String body) {
        return send(
                path,
                request -> request.header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> how) {
        try {
            return HTTP.send(how.apply(request(path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The answer to a body of any length, as it comes. */
    InputStream stream(String path, String mediaType, String body) {
        try {
            HttpResponse<InputStream> response = HTTP.send(
                    request(path)
                            .header("Content-Type", mediaType)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + ": " + response.statusCode() + " "
                        + new String(response.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + forward.getLocalPort() + path))
                .timeout(LIMIT);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    static String answer(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new AssertionError(
                    response.uri() + ": " + response.statusCode() + " instead of " + status + ": " + response.body());
        }
        return response.body().strip();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    @Override
    public void close() {
        try {
            forward.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
