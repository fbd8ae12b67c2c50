package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    @Test
    void linesAreTheSameHoweverTheyArriveInPieces() {
        String text = "1\n\n  \r\n{\"a\":2}\r\nlast";
        for (int piece = 1; piece <= text.length(); piece++) {
            assertEquals(List.of("1", "{\"a\":2}\r", "last"), split(text, piece, 100), "pieces of " + piece);
        }
    }

    @Test
    void aLineOfExactlyTheLimitPasses() {
        assertEquals(List.of("12345", "12345"), split("12345\n12345", 3, 5));
    }

    @Test
    void aLongerLineIsNamedByElementAndLineBeforeItIsWhole() {
        LineSplitter splitter = new LineSplitter(5);
        splitter.feed("1\n\n123".getBytes(StandardCharsets.UTF_8));
        drain(splitter);
        splitter.feed("456".getBytes(StandardCharsets.UTF_8));
        InputException e = assertThrows(InputException.class, splitter::next);
        assertEquals(
                "Cannot read element 1 (line 3): it is longer than 5 bytes."
                        + " Send less, or raise hearth.dispatch.payload-limit.",
                e.getMessage());
        assertEquals(ProblemType.TOO_LARGE, e.type());
    }

    private static List<String> split(String text, int piece, int limit) {
        LineSplitter splitter = new LineSplitter(limit);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < text.length(); i += piece) {
            splitter.feed(text.substring(i, Math.min(text.length(), i + piece)).getBytes(StandardCharsets.UTF_8));
            lines.addAll(drain(splitter));
        }
        byte[] last = splitter.last();
        if (last != null) {
            lines.add(new String(last, StandardCharsets.UTF_8));
        }
        return lines;
    }

    private static List<String> drain(LineSplitter splitter) {
        List<String> lines = new ArrayList<>();
        for (byte[] line = splitter.next(); line != null; line = splitter.next()) {
            lines.add(new String(line, StandardCharsets.UTF_8));
        }
        return lines;
    }
}
