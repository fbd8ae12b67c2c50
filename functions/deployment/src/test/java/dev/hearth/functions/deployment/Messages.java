package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an exception says. */
final class Messages {
    private Messages() {}

    static void assertSays(Throwable failure, String... parts) {
        String message = String.valueOf(failure.getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
    }
}
