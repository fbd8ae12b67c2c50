package dev.hearth.functions.replica;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What serves beside a replica in its pod. On one machine the platform waits for it; in a pod nobody does but the replica itself. */
final class SideServers {
    private static final int CONNECT_MILLIS = 1000;
    private static final long POLL_MILLIS = 100;

    private SideServers() {}

    /**
     * Blocks until each sidecar that has a port accepts connections there.
     *
     * @param variables the environment's, with the ports
     * @throws HearthException one does not in the time that it may take
     */
    static void await(EnvironmentSpec environment, Map<String, String> variables) {
        for (InitContainerSpec container : environment.container().initContainers()) {
            String port = container.portVariable().map(variables::get).orElse("");
            if (!port.isEmpty()) {
                await(container, Integer.parseInt(port));
            }
        }
    }

    private static void await(InitContainerSpec container, int port) {
        long begun = System.nanoTime();
        long limit = TimeUnit.SECONDS.toNanos(container.timeoutSeconds());
        while (!serves(port)) {
            if (System.nanoTime() - begun > limit) {
                throw new HearthException("Sidecar '" + container.name() + "': nobody accepts connections on port "
                        + port + " of the loopback address after " + container.timeoutSeconds()
                        + " s. It must serve the port that its variable "
                        + container.portVariable().orElse("") + " names.");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HearthException("Sidecar '" + container.name() + "': waiting for it was interrupted.", e);
            }
        }
    }

    private static boolean serves(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            // A connection can be made with itself, if its own port happens to be the same.
            return socket.getLocalPort() != port;
        } catch (IOException e) {
            return false;
        }
    }
}
