package dev.hearth.platform.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.QuarkusProdModeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application with a main class of its own builds, keeps it, and can hand over to the command line. */
class OwnMainClassTest {
    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClass(OwnMain.class))
            .setApplicationName("own-main")
            .setApplicationVersion("7")
            .setCommandLineParameters("--version")
            .setRun(true)
            .setExpectExit(true);

    @Test
    void itsOwnMainRunsAndHandsOver() {
        assertEquals(0, APPLICATION.getExitCode());
        String out = APPLICATION.getStartupConsoleOutput();
        assertTrue(out.contains("first something of its own"), out);
        assertTrue(out.contains("own-main 7"), out);
    }
}
