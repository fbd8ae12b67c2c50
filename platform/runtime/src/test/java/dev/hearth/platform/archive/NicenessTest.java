package dev.hearth.platform.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.HearthException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NicenessTest {
    /** Without a command, that program tells its own. */
    private static final List<String> TELL = List.of("nice");

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProgramIsSoMuchNicerThanThisProcess() throws Exception {
        int own = told(TELL);
        assertEquals(own + 5, told(new Niceness(5).before(TELL)));
        assertEquals(own, told(new Niceness(0).before(TELL)));
    }

    @Test
    void aCommandThatCannotBeRunIsLeftAsItIs() {
        List<String> missing = List.of("/no/such/program", "word");
        assertEquals(missing, new Niceness(5).before(missing));
        assertEquals(List.of("no-such-program"), new Niceness(5).before(List.of("no-such-program")));
    }

    @Test
    void thereIsNoNicenessBeyondTheSystems() {
        assertThrows(HearthException.class, () -> new Niceness(20));
        assertThrows(HearthException.class, () -> new Niceness(-1));
    }

    private static int told(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return Integer.parseInt(text.strip());
    }
}
