package dev.hearth.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Judges what a user reads of a failure. */
public final class Messages {
    private Messages() {}

    /** Each part is in the message. */
    public static void assertSays(Throwable failure, String... parts) {
        String message = String.valueOf(failure.getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
    }
}
