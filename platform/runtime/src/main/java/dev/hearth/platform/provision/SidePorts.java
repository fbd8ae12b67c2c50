package dev.hearth.platform.provision;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Chooses ports for what serves beside replicas. Safe for use by several threads. */
final class SidePorts {
    /** Below those that systems give to outgoing connections, so that none of these takes a port before its server does. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_767;
    private static final int CONNECT_MILLIS = 500;

    private final Set<Integer> taken = new HashSet<>();
    private final Random random = new Random();

    /** A port that nobody listens on, and that is given to nobody else until it is given back. */
    synchronized int take() throws IOException {
        for (int attempt = FIRST; attempt <= LAST; attempt++) {
            int port = FIRST + random.nextInt(LAST - FIRST + 1);
            if (!taken.contains(port) && free(port)) {
                taken.add(port);
                return port;
            }
        }
        throw new IOException("no port from " + FIRST + " to " + LAST + " is free");
    }

    synchronized void giveBack(int port) {
        taken.remove(port);
    }

    /** Whether somebody accepts connections there. */
    static boolean serves(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            // A connection can be made with itself, if its own port happens to be the same.
            return socket.getLocalPort() != port;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
