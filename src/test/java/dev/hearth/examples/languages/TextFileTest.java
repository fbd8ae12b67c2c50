package dev.hearth.examples.languages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class TextFileTest {
    @Test
    void aLineWithinTheLimitStaysAsItIs() {
        String line = "x".repeat(TextFile.LINE_LIMIT);
        assertSame(line, TextFile.cut(line));
    }

    @Test
    void aLongLineIsCutAtTheLimit() {
        assertEquals(
                TextFile.LINE_LIMIT,
                TextFile.cut("x".repeat(TextFile.LINE_LIMIT + 1)).length());
    }

    @Test
    void aCharacterOfTwoCodeUnitsIsNotCutInHalf() {
        String line = "x".repeat(TextFile.LINE_LIMIT - 1) + "\uD83D\uDD25" + "x";
        assertEquals("x".repeat(TextFile.LINE_LIMIT - 1), TextFile.cut(line));
    }
}
