package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArraySplitterTest {
    @Test
    void elementsComeByteForByteHoweverThePiecesAreCut() {
        String array = " [1, \"a,]\\\\\\\"[\", {\"k\": [2.50, \"}\"]},\n\t[[], {}], \"ä\", null ] \n";
        for (int piece = 1; piece <= array.length() + 1; piece++) {
            assertEquals(
                    List.of("1", "\"a,]\\\\\\\"[\"", "{\"k\": [2.50, \"}\"]}", "[[], {}]", "\"ä\"", "null "),
                    split(array, piece, 100));
        }
    }

    @Test
    void anEmptyArrayHasNoElements() {
        assertEquals(List.of(), split(" [ ] ", 2, 100));
    }

    @Test
    void anElementIsThereBeforeTheArrayHasEnded() {
        ArraySplitter splitter = new ArraySplitter(100);
        splitter.feed(bytes("[1"));
        assertTrue(!splitter.hasElement());
        splitter.feed(bytes(","));
        assertTrue(splitter.hasElement());
        assertEquals("1", text(splitter.next()));
        assertEquals("element 0", splitter.place());
    }

    @Test
    void whatIsNoArrayIsRefused() {
        assertSays("begins with '{'", "{\"a\": 1}");
        assertSays("ends inside the array", "[1, 2");
        assertSays("ends inside the array", "");
        assertSays("element 1: there is nothing before the ','", "[1,,2]");
        assertSays("element 1: there is nothing before the ']'", "[1,]");
        assertSays("element 0: there is nothing before the ','", "[,]");
        assertSays("more after the array's end, behind element 0", "[1] 2");
    }

    @Test
    void theElementsBeforeAFaultComeFirst() {
        ArraySplitter splitter = new ArraySplitter(100);
        splitter.feed(bytes("[1, 2,, 3]"));
        assertEquals(List.of("1", "2"), List.of(text(splitter.next()), text(splitter.next())));
        assertThrows(InputException.class, splitter::next);
    }

    @Test
    void anElementOverTheLimitIsNamedBeforeItIsWhole() {
        ArraySplitter splitter = new ArraySplitter(5);
        splitter.feed(bytes("[12345, 123"));
        assertEquals("12345", text(splitter.next()));
        assertEquals(null, splitter.next());
        splitter.feed(bytes("456"));
        InputException e = assertThrows(InputException.class, splitter::next);
        assertEquals(ProblemType.TOO_LARGE, e.type());
        assertTrue(String.valueOf(e.getMessage()).contains("element 1"), e::toString);
    }

    private static void assertSays(String part, String input) {
        InputException e = assertThrows(InputException.class, () -> split(input, 3, 100));
        assertTrue(String.valueOf(e.getMessage()).contains(part), e::toString);
    }

    private static List<String> split(String input, int piece, int limit) {
        ArraySplitter splitter = new ArraySplitter(limit);
        List<String> elements = new ArrayList<>();
        byte[] bytes = bytes(input);
        for (int i = 0; i < bytes.length; i += piece) {
            splitter.feed(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece)));
            for (byte[] element = splitter.next(); element != null; element = splitter.next()) {
                elements.add(text(element));
            }
        }
        byte[] last = splitter.last();
        if (last != null) {
            elements.add(text(last));
        }
        return elements;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "nothing" : new String(bytes, StandardCharsets.UTF_8);
    }
}
