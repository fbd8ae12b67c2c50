package dev.hearth.examples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HelloWorldHttpTest {
    @TestHTTPResource("/api/workflows/hello-world")
    URI url = URI.create("http://127.0.0.1/");

    @Test
    void aClientThatAsksForHttp2IsAnsweredInHttp1WithTheWholeBody() throws IOException {
        String answer =
                ask("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains("\"hello\""), answer);
        assertEquals(-1, answer.indexOf("101 Switching Protocols"), answer);
    }

    private String ask(String headers) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n" + headers
                                    + "\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            // The connection stays open; a body that does not come ends the test by the socket's limit.
            while (answer.indexOf("\"hello\"") < 0) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                answer.append((char) next);
            }
            return answer.toString();
        }
    }
}
