package dev.hearth.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
    @Test
    void outputBelongsToTheCommandBeforeIt() {
        assertEquals(
                List.of(new Session.Command("one", List.of("1", "2")), new Session.Command("two", List.of())),
                Session.commands(List.of("$ one", "1", "2", "$ two")));
        assertThrows(IllegalArgumentException.class, () -> Session.commands(List.of("1")));
    }

    @Test
    void outputIsComparedToTheLetter() {
        assertTrue(command("13").matches("13\n"));
        assertFalse(command("13").matches("14\n"));
        assertFalse(command("13").matches("13\n13\n"));
        assertFalse(command("1.3").matches("123\n"));
    }

    @Test
    void threeDotsInALineStandForAnythingInThatLine() {
        assertTrue(command("a...z").matches("a b z"));
        assertFalse(command("a...z").matches("a\nz"));
    }

    @Test
    void threeDotsAloneStandForAnyLines() {
        assertTrue(command("1", "...", "9").matches("1\n9\n"));
        assertTrue(command("1", "...", "9").matches("1\n2\n3\n9\n"));
        assertFalse(command("1", "...", "9").matches("1\n2\n3\n"));
    }

    private static Session.Command command(String... output) {
        return new Session.Command("command", List.of(output));
    }
}
