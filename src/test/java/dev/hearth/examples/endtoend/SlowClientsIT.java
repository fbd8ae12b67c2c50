package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that are slow, greedy or many end, and whoever works goes on. */
@Timeout(120)
class SlowClientsIT {
    private static final int CONNECTIONS = 20;

    /** Much longer than any of the times that the platform gives clients here. */
    private static final int PATIENCE_MILLIS = 20_000;

    @RegisterExtension
    final Hearth hearth = Hearth.forOneTest()
            .with("HEARTH_LIMITS_HEAD_TIMEOUT", "2s")
            .with("HEARTH_LIMITS_IDLE_TIMEOUT", "2s")
            .with("QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", Integer.toString(CONNECTIONS));

    @Test
    void slowGreedyAndManyClientsEndAndReplicasStay() throws Exception {
        Started platform = hearth.start("serve", "--port", "0");
        URI url = URI.create(platform.url());
        hearth.run("run", "hello-world").assertPrints("\"hello\"");
        List<ProcessHandle> replicas = hearth.processes().replicas("my-actor");

        aSilentConnectionIsClosed(url);
        headersByTheByteEnd(url, "");
        // Also when the connection has been good before.
        headersByTheByteEnd(url, "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        aBodyThatGoesOnAfterItsAnswerEnds(url);
        aConnectionThatAsksNothingMoreIsClosed(url);
        headersThatAreTooLargeAreRefused(url);
        aBodyThatIsTooLargeIsRefused(url);
        connectionsAreLimited(url);

        // A link is silent between heartbeats and has no request: it stays all the same.
        hearth.run("run", "hello-world").assertPrints("\"hello\"");
        assertEquals(replicas, hearth.processes().replicas("my-actor"));
        assertTrue(!platform.said().contains("is closed") && !platform.said().contains("ERROR"), platform::toString);
        platform.process().destroy();
    }

    private static void aSilentConnectionIsClosed(URI url) throws IOException {
        try (Socket socket = connect(url)) {
            assertEquals("", answer(socket));
        }
    }

    private static void headersByTheByteEnd(URI url, String before) throws Exception {
        try (Socket socket = connect(url)) {
            send(socket, before);
            String answered = before.isEmpty() ? "" : readHead(socket);
            assertTrue(before.isEmpty() || answered.startsWith("HTTP/1.1 200"), answered);
            long sent = drip(socket, "GET /api/health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(1000));
            assertTrue(sent < 100, () -> sent + " bytes were taken, one in a tenth of a second");
        }
    }

    private static void aBodyThatGoesOnAfterItsAnswerEnds(URI url) throws Exception {
        try (Socket socket = connect(url)) {
            send(
                    socket,
                    "POST /api/workflows/hello-world HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 1000\r\n\r\n");
            String answer = readHead(socket);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
            while (socket.getInputStream().available() > 0) {
                readHead(socket);
            }
            long sent = drip(socket, " ".repeat(1000));
            assertTrue(sent < 100, () -> sent + " bytes were taken, one in a tenth of a second");
        }
    }

    private static void aConnectionThatAsksNothingMoreIsClosed(URI url) throws IOException {
        try (Socket socket = connect(url)) {
            send(socket, "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(answer(socket).startsWith("HTTP/1.1 200"));
        }
    }

    private static void headersThatAreTooLargeAreRefused(URI url) throws IOException {
        try (Socket socket = connect(url)) {
            send(socket, "GET /api/health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(30_000) + "\r\n\r\n");
            String answer = answer(socket);
            assertTrue(answer.startsWith("HTTP/1.1 431") || answer.startsWith("HTTP/1.1 400"), answer);
        }
    }

    private static void aBodyThatIsTooLargeIsRefused(URI url) throws IOException {
        // Made before the connection is: the platform's time for the head runs from then on.
        String request =
                "POST /api/workflows/hello-world HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 5000000\r\n\r\n"
                        + " ".repeat(5_000_000);
        try (Socket socket = connect(url)) {
            send(socket, request);
            String answer = answer(socket);
            assertTrue(answer.startsWith("HTTP/1.1 413"), () -> "answered: '" + answer + "'");
        }
    }

    private static void connectionsAreLimited(URI url) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            int refused = 0;
            for (int i = 0; i < 2 * CONNECTIONS; i++) {
                Socket socket = connect(url);
                sockets.add(socket);
            }
            for (Socket socket : sockets) {
                send(socket, "GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            }
            for (Socket socket : sockets) {
                refused += answer(socket).isEmpty() ? 1 : 0;
            }
            // The link of the replica is one of those that are open.
            assertTrue(refused > CONNECTIONS && refused < 2 * CONNECTIONS, "refused: " + refused);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static Socket connect(URI url) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // It was closed: what it answered before is judged.
        }
    }

    /** A byte in a tenth of a second. Returns how many were sent before the connection was closed. */
    private static long drip(Socket socket, String text) throws InterruptedException, IOException {
        OutputStream out = socket.getOutputStream();
        long sent = 0;
        try {
            for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
                out.write(b);
                sent++;
                Thread.sleep(100);
                if (socket.getInputStream().available() > 0) {
                    break;
                }
            }
        } catch (IOException e) {
            // Closed, as it should be.
        }
        return sent;
    }

    private static String readHead(Socket socket) throws IOException {
        byte[] read = new byte[4096];
        int length = socket.getInputStream().read(read);
        return new String(read, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    }

    /** All that comes until the platform closes the connection. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                answer.append((char) b);
            }
        } catch (java.net.SocketException e) {
            // Closed while bytes were on their way.
        }
        return answer.toString();
    }
}
