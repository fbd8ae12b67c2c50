package dev.hearth.platform.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.RunRequest;
import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TracingTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void withoutAnEndpointTheTasksAreToldWhatCameIn() {
        Tracing tracing = tracing(Optional.empty(), 1);
        assertEquals(PARENT, begin(tracing, RunRequest.of("http").inTrace(PARENT), run()));
        assertEquals("", begin(tracing, RunRequest.of("http").inTrace("nonsense"), run()));
        assertEquals("", begin(tracing, RunRequest.of("http"), run()));
        tracing.close(new ShutdownEvent());
    }

    @Test
    void wrongSettingsFailNoRun() {
        for (Tracing tracing :
                List.of(tracing(Optional.of("no url"), 1), tracing(Optional.of("http://127.0.0.1:1"), 7))) {
            assertEquals(PARENT, begin(tracing, RunRequest.of("http").inTrace(PARENT), run()));
            assertEquals("", begin(tracing, RunRequest.of("http"), run()));
        }
    }

    @Test
    void spansGoToTheCollectorBeforeThePlatformEnds() throws IOException, InterruptedException {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            Tracing tracing = tracing(
                    Optional.of("http://127.0.0.1:" + collector.getAddress().getPort() + "/"), 1);
            EndingRun run = run();
            String told = begin(tracing, RunRequest.of("http").inTrace(PARENT), run);
            assertNotEquals(PARENT, told);
            assertEquals(PARENT.substring(0, 36), told.substring(0, 36));
            run.end();
            tracing.close(new ShutdownEvent());
            String request =
                    Optional.ofNullable(received.poll(10, TimeUnit.SECONDS)).orElse("nothing");
            assertTrue(request.startsWith("/v1/traces "), request);
            assertTrue(request.contains("workflow chain") && request.contains("shop"), request);
        } finally {
            collector.stop(0);
        }
    }

    private static String begin(Tracing tracing, RunRequest request, EndingRun run) {
        return tracing.begin(run, "workflow", "chain", request);
    }

    private static EndingRun run() {
        return new EndingRun(new RunRecord(
                "run-1",
                "workflow",
                "chain",
                "http",
                "succeeded",
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                new MapProgress(0, 0, 0, 0, 0),
                List.of()));
    }

    private static Tracing tracing(Optional<String> endpoint, double sampleRatio) {
        TracingConfig config = new TracingConfig() {
            @Override
            public Optional<String> endpoint() {
                return endpoint;
            }

            @Override
            public double sampleRatio() {
                return sampleRatio;
            }
        };
        return new Tracing(config, Optional.empty(), Optional.of("shop"), "app");
    }
}
