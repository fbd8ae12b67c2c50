package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.HearthException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandWordsTest {
    @Test
    void blanksSeparateWordsAndQuotesKeepThemTogether() {
        assertEquals(
                List.of("/opt/my java/bin/java", "-Da=b c", "", "-jar", "x.jar"),
                CommandWords.of("p", "  \"/opt/my java/bin/java\"  -Da='b c' '' -jar\tx.jar "));
    }

    @Test
    void anEmptyLineHasNoWords() {
        assertEquals(List.of(), CommandWords.of("p", "   "));
    }

    @Test
    void aQuoteThatIsNeverClosedIsAnErrorThatNamesTheProperty() {
        var e = assertThrows(HearthException.class, () -> CommandWords.of("hearth.process.command", "java 'x y"));
        assertEquals(
                "Configuration 'hearth.process.command': the quote ' is never closed in: java 'x y", e.getMessage());
    }
}
