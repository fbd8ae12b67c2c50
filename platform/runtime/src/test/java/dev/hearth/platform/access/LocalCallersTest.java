package dev.hearth.platform.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalCallersTest {
    private final LocalCallers callers = new LocalCallers(List.of("forge.example", "localhost:3000"));

    @Test
    void theNamesOfLoopbackAreAnsweredAtAnyPort() {
        for (String host : List.of("localhost", "LOCALHOST:8080", "127.0.0.1:1", "127.1.2.3", "[::1]:8080")) {
            assertEquals(Optional.empty(), callers.refusal(host, null), host);
        }
    }

    @Test
    void aNameThatMerelyResolvesToLoopbackIsNot() {
        for (String host : List.of(
                "evil.example",
                "localhost.evil.example:8080",
                "127.0.0.1.evil.example",
                "",
                "127.0.0.1@evil.example")) {
            String refusal = callers.refusal(host, null).orElse("");
            assertTrue(refusal.contains("hearth.auth.hosts"), host);
        }
        assertTrue(callers.refusal(null, null).isPresent());
    }

    @Test
    void aPageOfAnotherOriginIsRefusedWhateverItsHost() {
        for (String origin : List.of(
                "https://evil.example", "http://localhost:8081", "null", "http://localhost:8080.evil.example", "%")) {
            assertTrue(callers.refusal("localhost:8080", origin).orElse("").contains("a web page"), origin);
        }
    }

    @Test
    void thePlatformsOwnPagesMayCallIt() {
        assertEquals(Optional.empty(), callers.refusal("localhost:8080", "http://localhost:8080"));
        assertEquals(Optional.empty(), callers.refusal("[::1]:8080", "http://[::1]:8080"));
    }

    @Test
    void configuredNamesMayCallAndBeCalled() {
        assertEquals(Optional.empty(), callers.refusal("forge.example:8080", null));
        assertEquals(Optional.empty(), callers.refusal("localhost:8080", "https://forge.example"));
        assertEquals(Optional.empty(), callers.refusal("localhost:8080", "http://localhost:3000"));
    }

    @Test
    void whatIsShownOfAHeaderIsCutAndCleaned() {
        String refusal = callers.refusal("e\n" + "x".repeat(1000), null).orElse("");
        assertTrue(refusal.length() < 300 && refusal.contains("'e?xxx"), refusal);
    }
}
