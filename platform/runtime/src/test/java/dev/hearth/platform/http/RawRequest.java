package dev.hearth.platform.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request on a plain socket, which is read, slowed and dropped when the test says so. */
final class RawRequest implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    private RawRequest(FakePlatform platform) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), platform.url().getPort());
        socket.setSoTimeout(20_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Sends a whole request with a body, and waits until the platform has begun a run for it. */
    static RawRequest send(FakePlatform platform, String line, String header, String body)
            throws IOException, InterruptedException {
        int before = platform.runs.recent().size();
        RawRequest request =
                open(platform, line, header + (header.isEmpty() ? "" : "\r\n") + "Content-Length: " + body.length());
        request.write(body);
        Await.until(() -> platform.runs.recent().size() > before, "the run starts");
        return request;
    }

    /** Sends the head of a request. */
    static RawRequest open(FakePlatform platform, String line, String headers) throws IOException {
        RawRequest request = new RawRequest(platform);
        request.write(line + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n\r\n");
        return request;
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next line of the answer; null when the platform has closed the connection. */
    String line() throws IOException {
        return in.readLine();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
