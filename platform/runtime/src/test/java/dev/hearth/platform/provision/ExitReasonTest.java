package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    @Test
    void everyKindOfLackOfMemoryIsSeen() {
        for (String line : List.of(
                "A task ran out of memory. The process ends.",
                "# There is insufficient memory for the Java Runtime Environment to continue.",
                "Aborting due to java.lang.OutOfMemoryError: Metaspace")) {
            assertEquals(
                    "ended with exit code 1, out of memory. Its last lines:\n    " + line,
                    ExitReason.of(1, List.of(line)));
        }
    }

    @Test
    void aCrashOfTheJvmIsToldWhateverTheExitCode() {
        List<String> report = List.of(
                "#",
                "# A fatal error has been detected by the Java Runtime Environment:",
                "#  SIGSEGV (0xb) at pc=0x00007fc660ac7f14 (sent by kill), pid=25556, tid=25556");
        assertTrue(ExitReason.of(1, report)
                .startsWith("ended with exit code 1, after its JVM or native code crashed with SIGSEGV. Its last"));
        assertTrue(ExitReason.of(134, report)
                .startsWith(
                        "ended by signal SIGABRT (exit code 134), a crash of its JVM or native code, after its JVM"));
    }
}
