package dev.hearth.platform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFileTest {
    @TempDir
    private Path folder = Path.of("");

    /** The launcher of this JDK is the judge. */
    @Test
    void javaReadsWhatWasWritten() throws Exception {
        Path file = folder.resolve("java.args");
        ArgumentFile.write(
                file,
                List.of(
                        "-Dhearth.one=two words, \"quoted\" # no comment",
                        "-Dhearth.two=C:\\folder\\name",
                        "-XshowSettings:properties",
                        "-version"));
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + file)
                .redirectErrorStream(true)
                .start();
        String text = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(java.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, java.exitValue(), text);
        assertTrue(text.contains("hearth.one = two words, \"quoted\" # no comment\n"), text);
        assertTrue(text.contains("hearth.two = C:\\folder\\name\n"), text);
    }
}
