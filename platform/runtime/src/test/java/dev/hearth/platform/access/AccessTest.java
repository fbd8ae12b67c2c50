package dev.hearth.platform.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTest {
    @Test
    void onlyLoopbackIsThisMachineAlone() {
        for (String host : List.of("127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]")) {
            assertTrue(Access.isLoopback(host), host);
        }
        for (String host :
                List.of("0.0.0.0", "::", "10.0.0.1", "192.168.1.1", "[::]", "no.such.host.invalid", "8.8.8.8")) {
            assertFalse(Access.isLoopback(host), host);
        }
    }
}
