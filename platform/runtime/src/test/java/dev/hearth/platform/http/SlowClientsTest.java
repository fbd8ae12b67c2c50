package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send or read too slowly, on purpose or not, have an end. */
class SlowClientsTest {
    private final FakePlatform platform = new FakePlatform(new ApiLimits(
            FakePlatform.PAYLOAD_LIMIT, Optional.empty(), Duration.ofMillis(300), Duration.ofMillis(500), 4, 4));

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void aBodyThatDoesNotComeInTimeIs408AndTheConnectionEnds() throws Exception {
        try (RawRequest request = RawRequest.open(platform, "POST /api/workflows/echo", "Content-Length: 100")) {
            request.write("{");
            assertEquals("HTTP/1.1 408 Request Timeout", request.line());
            assertTrue(rest(request).contains("hearth.http.body-timeout"));
        }
    }

    @Test
    void aBodyThatComesByDropsIsNotInTimeEither() throws Exception {
        try (RawRequest request = RawRequest.open(platform, "POST /api/workflows/echo", "Content-Length: 100")) {
            for (int i = 0; i < 10; i++) {
                request.write(" ");
                Thread.sleep(50);
            }
            assertEquals("HTTP/1.1 408 Request Timeout", request.line());
        }
    }

    @Test
    void anElementThatDoesNotComeInTimeEndsTheMap() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map")) {
            map.send("1\n");
            assertEquals("{\"index\":0,\"value\":1}", map.line());
            // Something comes all the time, but never an element.
            for (int i = 0; i < 15; i++) {
                map.send("\n");
                Thread.sleep(50);
            }
            String end = String.valueOf(map.line());
            assertTrue(end.contains("\"state\":\"failed\"") && end.contains("hearth.http.stall-timeout"), end);
        }
    }

    @Test
    void aReaderThatTakesNothingEndsTheMap() throws Exception {
        try (MapConnection map = new MapConnection(platform, "fake.echo/map")) {
            map.sendUntilStuck("\"" + "x".repeat(5_000) + "\"\n", 200_000_000);
            Await.until(() -> !platform.runs.last().record().state().equals("running"), "the map ends");
        }
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsNotWaitedFor() throws Exception {
        try (RawRequest request = RawRequest.open(
                platform, "POST /api/workflows/echo", "Content-Length: 1000000\r\nExpect: 100-continue")) {
            assertEquals("HTTP/1.1 413 Request Entity Too Large", request.line());
        }
    }

    @Test
    void aClientThatAsksBeforeItSendsIsToldToGoOn() throws Exception {
        try (RawRequest request =
                RawRequest.open(platform, "POST /api/workflows/echo", "Content-Length: 2\r\nExpect: 100-continue")) {
            assertEquals("HTTP/1.1 100 Continue", request.line());
            request.write("{}");
            request.line();
            assertEquals("HTTP/1.1 200 OK", request.line());
        }
    }

    /** All lines until the platform closes the connection. */
    private static String rest(RawRequest request) throws IOException {
        StringBuilder rest = new StringBuilder();
        for (String line = request.line(); line != null; line = request.line()) {
            rest.append(line).append('\n');
        }
        return rest.toString();
    }
}
