package dev.hearth.platform.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.QuarkusProdModeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application without a main class has the command line for one, which starts no Quarkus to answer what it knows. */
class DefaultMainClassTest {
    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withEmptyApplication()
            .setApplicationName("no-main")
            .setApplicationVersion("8")
            .setCommandLineParameters("--version")
            .setRun(true)
            .setExpectExit(true);

    @Test
    void theCommandLineIsItsMain() {
        assertEquals(0, APPLICATION.getExitCode());
        String out = APPLICATION.getStartupConsoleOutput();
        assertTrue(out.contains("no-main 8"), out);
        assertFalse(out.contains("powered by Quarkus"), out);
    }
}
