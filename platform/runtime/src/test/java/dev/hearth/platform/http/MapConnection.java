package dev.hearth.platform.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A map request on a plain socket, which sends and reads when the test says so. */
final class MapConnection implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private int status;
    private int left;
    private boolean chunked;
    private boolean ended;
    private final AtomicLong sent = new AtomicLong();

    MapConnection(FakePlatform platform, String query) throws IOException {
        this(platform, query, "application/x-ndjson");
    }

    MapConnection(FakePlatform platform, String query, String contentType) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), platform.url().getPort());
        socket.setSoTimeout(20_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        raw("POST /api/tasks/" + query + " HTTP/1.1\r\nHost: h\r\nContent-Type: " + contentType
                + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    void send(String text) throws IOException {
        raw(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    void end() throws IOException {
        raw("0\r\n\r\n");
    }

    int status() throws IOException {
        if (status == 0) {
            status = Integer.parseInt(in.readLine().substring(9, 12));
            for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
                chunked |= header.equalsIgnoreCase("transfer-encoding: chunked");
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    left = Integer.parseInt(header.substring(15).trim());
                }
            }
        }
        return status;
    }

    /** The next line of the body; null at its end. */
    @Nullable
    String line() throws IOException {
        status();
        StringBuilder line = new StringBuilder();
        while (true) {
            if (left == 0 && chunked && !ended) {
                // Only now: the next chunk may come long after this one.
                left = Integer.parseInt(in.readLine(), 16);
                ended = left == 0;
            }
            if (left == 0) {
                return line.isEmpty() ? null : line.toString();
            }
            int c = in.read();
            left--;
            if (left == 0 && chunked) {
                in.readLine();
            }
            if (c == '\n') {
                return line.toString();
            }
            line.append((char) c);
        }
    }

    /** Sends as much as the other side takes, up to a limit; returns how much it took. */
    long sendUntilStuck(String text, long limit) throws IOException, InterruptedException {
        Thread sender = new Thread(
                () -> {
                    try {
                        while (sent.get() < limit) {
                            send(text);
                            sent.addAndGet(text.length());
                        }
                    } catch (IOException e) {
                        // The test closes the socket under it.
                    }
                },
                "sender");
        sender.setDaemon(true);
        sender.start();
        long before = -1;
        while (sender.isAlive() && before != sent.get()) {
            before = sent.get();
            sender.join(500);
        }
        return sent.get();
    }

    private void raw(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
