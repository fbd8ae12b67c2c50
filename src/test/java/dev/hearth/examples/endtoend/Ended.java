package dev.hearth.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What a command left: its exit code, and all that it printed. */
record Ended(int code, String out, String err) {
    List<String> lines() {
        return out.lines().toList();
    }

    /** It succeeded and printed exactly this. */
    void assertPrints(String... lines) {
        assertEquals(0, code, this::toString);
        assertEquals(List.of(lines), lines());
    }

    /** It failed with the code and told each of the parts, and printed no result. */
    void assertFails(int expected, String... parts) {
        assertEquals(expected, code, this::toString);
        assertEquals("", out);
        for (String part : parts) {
            assertTrue(err.contains(part), () -> "'" + part + "' is not in: " + err);
        }
        assertTrue(!err.contains("\tat "), () -> "a stack trace is no message: " + err);
    }

    @Override
    public String toString() {
        return "exit code " + code + "\n" + err + "\n" + out.substring(0, Math.min(out.length(), 2_000));
    }
}
