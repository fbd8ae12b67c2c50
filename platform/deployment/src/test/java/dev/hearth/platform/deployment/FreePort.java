package dev.hearth.platform.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port that an application can be told before it starts. */
final class FreePort {
    // Below those that a machine gives to whoever takes any, as the tests of other modules do at the same time.
    private static final int FIRST = 20_000;
    private static final int LAST = 30_000;

    private FreePort() {}

    static int find() {
        for (int port = ThreadLocalRandom.current().nextInt(FIRST, LAST); ; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
