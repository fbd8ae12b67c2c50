package dev.hearth.guide;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Tells whoever connects what the variable TIDES says. */
public final class TideServer {
    private TideServer() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("TIDES_PORT"));
        try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(System.getenv("TIDES").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }
}
