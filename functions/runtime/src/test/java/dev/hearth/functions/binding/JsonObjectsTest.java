package dev.hearth.functions.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonObjectsTest {
    private static String merged(String first, String second) {
        return new String(
                JsonObjects.merge(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }

    @Test
    void propertiesOfBothAreInTheMerged() {
        assertEquals("{\"a\":1,\"b\":2}", merged("{\"a\":1}", "{\"b\":2}"));
        assertEquals(
                "{\"a\":1 , \"b\":2 } ",
                merged("{\"a\":1 } \n", "\t{ \"b\":2 } ").replace("  ", " "));
    }

    @Test
    void theEmptyObjectAddsNothing() {
        assertEquals("{\"b\":2}", merged("{}", "{\"b\":2}"));
        assertEquals("{\"a\":1}", merged("{\"a\":1}", " { \n } "));
        assertEquals("{}", merged("{}", "{}"));
    }

    @Test
    void whatIsNoObjectIsRefused() {
        for (String wrong : new String[] {"", "  ", "{", "}", "[1]", "1", "\"{}\""}) {
            assertThrows(BadInputException.class, () -> merged("{\"a\":1}", wrong), wrong);
            assertThrows(BadInputException.class, () -> merged(wrong, "{\"a\":1}"), wrong);
        }
    }
}
