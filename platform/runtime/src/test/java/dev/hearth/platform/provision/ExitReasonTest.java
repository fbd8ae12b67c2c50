package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitReasonTest {
    @Test
    void anExitCodeIsToldWithTheLastLines() {
        assertEquals(
                "ended with exit code 3. Its last lines:\n    one\n    two", ExitReason.of(3, List.of("one", "two")));
    }

    @Test
    void aSignalIsNamed() {
        assertEquals(
                "ended by signal SIGKILL (exit code 137), by someone or for want of the machine's memory,"
                        + " without any output",
                ExitReason.of(137, List.of()));
        assertEquals(
                "ended by signal SIGSEGV (exit code 139), a crash of its JVM or native code, without any output",
                ExitReason.of(139, List.of()));
    }

    @Test
    void codesThatAreNoKnownSignalStayCodes() {
        assertEquals("ended with exit code 0, without any output", ExitReason.of(0, List.of()));
        assertEquals("ended with exit code 255, without any output", ExitReason.of(255, List.of()));
    }

    @Test
    void lackOfMemoryIsSeenInTheLastLines() {
        String line = "Terminating due to java.lang.OutOfMemoryError: Java heap space";
        assertEquals(
                "ended with exit code 3, out of memory. Its last lines:\n    " + line, ExitReason.of(3, List.of(line)));
    }
}
