package dev.hearth.functions.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.RetryPolicy;
import dev.hearth.functions.binding.BadInputException;
import dev.hearth.functions.binding.FunctionResult;
import dev.hearth.functions.catalog.ParameterSpec;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.functions.replica.ReplicaEngine;
import dev.hearth.functions.replica.ReplicaScope;
import dev.hearth.functions.secret.Secrets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DirectRoutesTest {
    private static final int PAYLOAD_LIMIT = 1000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private final Map<String, TaskSpec> tasks = Map.of(
            "env.echo", task("env", "echo", String.class, "text"),
            "env.pair", task("env", "pair", String.class, "left", "right"),
            "env.quiet", task("env", "quiet", void.class),
            "env.waits", task("env", "waits", String.class),
            "other.task", task("other", "task", String.class));
    private final ReplicaEngine engine = new ReplicaEngine(
            new ReplicaScope("env", "pod-1", Map.of(), Secrets.NONE),
            1,
            false,
            PAYLOAD_LIMIT,
            1000,
            this::run,
            message -> {});
    private final DirectRoutes routes =
            new DirectRoutes(vertx, engine, "shop", new DirectTasks(this::named, tasks::values, "env"), PAYLOAD_LIMIT);
    private int port;

    @BeforeEach
    void listen() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(routes)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    @AfterEach
    void close() throws Exception {
        release.countDown();
        engine.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static TaskSpec task(String environment, String name, Class<?> result, String... parameters) {
        try {
            return new TaskSpec(
                    environment + "." + name,
                    environment,
                    DirectRoutesTest.class.getDeclaredMethod("close"),
                    List.of(parameters).stream()
                            .map(parameter -> new ParameterSpec(parameter, String.class, java.util.Optional.empty()))
                            .toList(),
                    result,
                    false,
                    RetryPolicy.NONE,
                    Duration.ZERO,
                    Duration.ZERO);
        } catch (NoSuchMethodException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private TaskSpec named(String name) {
        TaskSpec task = tasks.get(name);
        if (task == null) {
            Collection<String> known = tasks.keySet();
            throw new UnknownNameException("Task", name, known);
        }
        return task;
    }

    private FunctionResult run(String function, byte[] input, int limit) throws Exception {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.contains("wrong")) {
            throw new BadInputException("Input: it is wrong.");
        }
        if (text.contains("fail")) {
            throw new IllegalStateException("as asked");
        }
        if (function.equals("env.waits")) {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
            }
        }
        return new FunctionResult(function.equals("env.quiet") ? "null".getBytes(StandardCharsets.UTF_8) : input);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private void assertProblem(int status, String type, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertTrue(answer.body().contains("\"/problems/" + type + "\""), answer.body());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void aTaskIsCalledWithItsParametersAsOnThePlatform() throws Exception {
        HttpResponse<String> answer =
                post("/api/tasks/env.pair", "{\"left\":\"a\",\"right\":\"b\"}", "Content-Type", "application/json");
        assertEquals(200, answer.statusCode());
        assertEquals("application/json", header(answer, "Content-Type"));
        assertEquals("{\"left\":\"a\",\"right\":\"b\"}", answer.body());
        assertEquals("{}", post("/api/tasks/env.pair", "").body());
    }

    @Test
    void aBinaryEventIsAnsweredWithAnEvent() throws Exception {
        String[] headers = {
            "ce-specversion", "1.0",
            "ce-id", "7",
            "ce-source", "/shop",
            "ce-type", "env.echo",
            "Content-Type", "application/json"
        };
        HttpResponse<String> answer = post("/", "\"hello\"", headers);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("{\"text\":\"hello\"}", answer.body());
        assertEquals("env.echo.output", header(answer, "ce-type"));
        assertEquals("/hearth/shop/env.echo", header(answer, "ce-source"));
        String id = header(answer, "ce-id");
        assertTrue(!id.isEmpty());
        assertEquals(id, header(post("/", "\"hello\"", headers), "ce-id"), "the same event has another answer");
    }

    @Test
    void aStructuredEventFindsItsTaskByTheAddressWhateverItsType() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"any\","
                + "\"data\":{\"left\":\"l\",\"right\":\"r\"}}";
        HttpResponse<String> answer =
                post("/api/tasks/env.pair", event, "Content-Type", "application/cloudevents+json; charset=utf-8");
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(header(answer, "Content-Type").startsWith("application/cloudevents+json"));
        assertTrue(answer.body().contains("\"type\":\"env.pair.output\""), answer.body());
        assertTrue(answer.body().contains("\"data\":{\"left\":\"l\",\"right\":\"r\"}"), answer.body());
    }

    @Test
    void anEventForATaskWithoutAResultIsAnsweredWithoutOne() throws Exception {
        HttpResponse<String> answer =
                post("/", "", "ce-specversion", "1.0", "ce-id", "7", "ce-source", "/shop", "ce-type", "env.quiet");
        assertEquals(204, answer.statusCode());
    }

    @Test
    void whatIsWrongIsAProblemAsThePlatformsApiHasIt() throws Exception {
        assertProblem(404, "unknown-name", post("/api/tasks/env.nothing", "{}"));
        assertProblem(404, "unknown-name", post("/api/tasks/other.task", "{}"));
        assertProblem(404, "unknown-route", post("/api/workflows/chain", "{}"));
        assertProblem(
                405, "method-not-allowed", send(request("/api/tasks/env.echo").build()));
        assertProblem(400, "malformed-request", post("/api/tasks/env.echo", "{"));
        assertProblem(422, "wrong-input", post("/api/tasks/env.echo", "[1]"));
        assertProblem(422, "wrong-input", post("/api/tasks/env.echo", "{\"text\":\"wrong\"}"));
        assertProblem(500, "run-failed", post("/api/tasks/env.echo", "{\"text\":\"fail\"}"));
        assertProblem(415, "unsupported-media-type", post("/api/tasks/env.echo", "a=b", "Content-Type", "text/csv"));
        assertProblem(413, "too-large", post("/api/tasks/env.echo", " ".repeat(PAYLOAD_LIMIT + 1)));
        assertProblem(400, "malformed-request", post("/", "{}"));
        assertProblem(400, "malformed-request", post("/", "{}", "ce-specversion", "1.0"));
        assertProblem(
                415, "unsupported-media-type", post("/", "[]", "Content-Type", "application/cloudevents-batch+json"));
    }

    @Test
    void theTasksOfTheEnvironmentAreNamedToWhoeverMissesOne() throws Exception {
        String body = post("/api/tasks/env.nothing", "{}").body();
        assertTrue(body.contains("env.echo") && !body.contains("other.task"), body);
    }

    @Test
    void moreCallsThanSlotsAreToldToComeAgain() throws Exception {
        CompletableFuture<HttpResponse<String>> first = client.sendAsync(
                request("/api/tasks/env.waits")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        begun.await();
        HttpResponse<String> second = post("/api/tasks/env.echo", "{}");
        assertProblem(503, "unavailable", second);
        assertEquals("1", header(second, "Retry-After"));
        release.countDown();
        assertEquals(200, first.get(20, TimeUnit.SECONDS).statusCode());
    }

    @Test
    void aClientThatGoesAwayCancelsItsCall() throws Exception {
        try (java.net.Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("POST /api/tasks/env.waits HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            begun.await();
        }
        assertTrue(interrupted.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aReplicaThatEndsIsNotReadyButLives() throws Exception {
        assertEquals(200, send(request("/health/ready").build()).statusCode());
        routes.drain();
        assertProblem(503, "unavailable", send(request("/health/ready").build()));
        assertEquals(200, send(request("/health/live").build()).statusCode());
    }
}
