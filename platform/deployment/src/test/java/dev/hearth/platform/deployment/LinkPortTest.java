package dev.hearth.platform.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.platform.address.PlatformAddress;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A platform whose callers need a token, with a port for replicas, which bring theirs in the link. */
@Timeout(60)
class LinkPortTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("hearth.auth.hosts", "known.example")
            .overrideConfigKey("hearth.limits.head-timeout", "1s")
            .overrideConfigKey("hearth.link.port", "0");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI base;

    @Inject
    PlatformAddress address;

    private int linkPort() throws Exception {
        return address.link()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .uri()
                .getPort();
    }

    @Test
    void linksAreTakenThereAndNoMoreAtTheApisPort() throws Exception {
        assertTrue(linkPort() != base.getPort());
        assertEquals("HTTP/1.1 101 Switching Protocols", answer(linkPort(), "127.0.0.1", ""));
        assertEquals("HTTP/1.1 404 Not Found", answer(base.getPort(), "127.0.0.1", ""));
    }

    @Test
    void nothingElseIsServedThere() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + linkPort() + "/api/health"))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(404, answer.statusCode());
    }

    @Test
    void theDoorIsThatOfTheApi() throws Exception {
        assertEquals("HTTP/1.1 403 Forbidden", answer(linkPort(), "evil.example", ""));
        assertEquals("HTTP/1.1 403 Forbidden", answer(linkPort(), "127.0.0.1", "Origin: http://evil.example\n"));
        assertEquals("HTTP/1.1 101 Switching Protocols", answer(linkPort(), "known.example", ""));
    }

    @Test
    void whoeverIsSlowToAskIsCutOffThereToo() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), linkPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
            String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(rest.isEmpty() || rest.startsWith("HTTP/1.1 408"), rest);
        }
    }

    /** The status line of the answer to an upgrade. */
    private static String answer(int port, String host, String headers) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            String request = """
                    GET /hearth/link HTTP/1.1
                    Host: %s
                    %sUpgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
                    Sec-WebSocket-Version: 13

                    """.formatted(host, headers);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int next = socket.getInputStream().read(); next >= 0 && next != '\r'; ) {
                line.append((char) next);
                next = socket.getInputStream().read();
            }
            return line.toString();
        }
    }
}
