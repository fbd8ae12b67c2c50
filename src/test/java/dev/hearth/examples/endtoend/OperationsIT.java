package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What those see who run a platform: prewarming, probes, metrics and traces, with replicas in processes of their own. */
class OperationsIT {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest();

    @Test
    void aPrewarmedEnvironmentHasItsReplicasBeforeItsFirstTaskAndIsCountedWarm() throws Exception {
        String url = serve();
        assertEquals(200, get(url + "/api/health/live").statusCode());
        assertEquals(200, get(url + "/api/health/ready").statusCode());
        Ended warm = hearth.run("prewarm", "numbers", "--wait");
        assertEquals(0, warm.code(), warm::toString);
        assertTrue(warm.out().contains("numbers      warm   2/2"), warm::toString);
        assertEquals(2, hearth.processes().replicas("numbers").size());
        new Caller(url).assertMaps("numbers.plus-one", "[1,2,3]", "2", "3", "4");
        String metrics = get(url + "/metrics").body();
        assertLine(metrics, "hearth_replica_starts_total{environment=\"numbers\"} 2.0");
        assertLine(metrics, "hearth_replica_start_seconds_count{environment=\"numbers\"} 2");
        assertLine(
                metrics,
                "hearth_elements_total{environment=\"numbers\",outcome=\"succeeded\",task=\"numbers.plus-one\"} 3.0");
        assertLine(metrics, "hearth_elements_cold_total{environment=\"numbers\",task=\"numbers.plus-one\"} 0.0");
        Ended replicas = hearth.run("replicas", "numbers");
        for (ProcessHandle process : hearth.processes().replicas("numbers")) {
            assertTrue(replicas.out().contains(" " + process.pid() + " "), replicas::toString);
        }
    }

    @Test
    void aReplicaThatIsKilledIsCounted() throws Exception {
        String url = serve();
        hearth.run("prewarm", "numbers", "--wait", "--replicas", "1");
        hearth.processes().replicas("numbers").forEach(ProcessHandle::destroyForcibly);
        String lost = "hearth_replica_losses_total{environment=\"numbers\"} 1.0";
        Waiting.until(
                Duration.ofSeconds(20),
                () -> get(url + "/metrics").body().lines().anyMatch(lost::equals),
                () -> get(url + "/metrics").body());
    }

    @Test
    void aTraceThatComesInReachesTheTaskInItsReplica() throws Exception {
        String url = serve();
        assertEquals("\"" + PARENT + "\"", traced(url, PARENT));
        assertEquals("\"none\"", traced(url, "nonsense"));
    }

    @Test
    void theTaskIsToldTheRunsSpanAndTheCollectorGetsIt() throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        HttpServer collector = collector(received);
        try {
            hearth.with(
                    "HEARTH_TRACING_ENDPOINT",
                    "http://127.0.0.1:" + collector.getAddress().getPort());
            String told = traced(serve(), PARENT);
            assertEquals("\"" + PARENT.substring(0, 36), told.substring(0, 37));
            assertNotEquals("\"" + PARENT + "\"", told);
            Waiting.until(
                    Duration.ofSeconds(20),
                    () -> String.join("", received).contains("workflow traced"),
                    () -> "the collector got " + received);
            String spans = String.join("", received);
            assertTrue(spans.contains("witness.trace") && spans.contains("witness-1"), spans);
        } finally {
            collector.stop(0);
        }
    }

    private static HttpServer collector(Queue<String> received) throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        return collector;
    }

    private String serve() {
        return hearth.start("serve", "--port", "0").url();
    }

    private static String traced(String url, String parent) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(url + "/api/workflows/traced"))
                                .timeout(Hearth.LIMIT)
                                .header("Content-Type", "application/json")
                                .header("traceparent", parent)
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static HttpResponse<String> get(String url) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Hearth.LIMIT)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(url, e);
        }
    }

    private static void assertLine(String text, String line) {
        assertTrue(text.lines().anyMatch(line::equals), () -> line + "\nis not in\n" + text);
    }
}
