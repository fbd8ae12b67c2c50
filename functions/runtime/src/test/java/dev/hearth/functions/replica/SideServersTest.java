package dev.hearth.functions.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.InitContainerSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SideServersTest {
    @Test
    void theReplicaWaitsUntilItsSidecarServes() throws IOException {
        int port = freePort();
        long begun = System.nanoTime();
        try (ServerSocket server = new ServerSocket()) {
            var late = CompletableFuture.runAsync(
                    () -> bind(server, port), CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS));
            SideServers.await(environment(30), Map.of("MODEL_PORT", Integer.toString(port)));
            late.join();
        }
        assertTrue(System.nanoTime() - begun >= TimeUnit.MILLISECONDS.toNanos(400));
    }

    @Test
    void aSidecarThatDoesNotServeInTimeIsNamed() throws IOException {
        int port = freePort();
        var e = assertThrows(
                HearthException.class,
                () -> SideServers.await(environment(1), Map.of("MODEL_PORT", Integer.toString(port))));
        assertEquals(
                "Sidecar 'model': nobody accepts connections on port " + port
                        + " of the loopback address after 1 s. It must serve the port that its variable MODEL_PORT names.",
                e.getMessage());
    }

    private static void bind(ServerSocket server, int port) {
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static EnvironmentSpec environment(int timeoutSeconds) {
        return new EnvironmentSpec(
                "tides",
                "app.Tides",
                false,
                Map.of(),
                1,
                EnvironmentSpec.ALL,
                EnvironmentSpec.DEFAULT_SCALEDOWN_SECONDS,
                90,
                1,
                ContainerSpec.of(
                        Optional.empty(),
                        ResourceSpec.NONE,
                        ResourceSpec.NONE,
                        List.of(),
                        List.of(new InitContainerSpec(
                                "model",
                                Optional.empty(),
                                List.of("serve"),
                                true,
                                Optional.of("MODEL_PORT"),
                                timeoutSeconds))));
    }
}
