package dev.hearth.functions.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void itIsReadAndWrittenAsItWas() {
        String text = "00-" + TRACE + "-" + SPAN + "-01";
        assertEquals(Optional.of(new TraceParent(TRACE, SPAN, "01")), TraceParent.parse(text));
        assertEquals(text, new TraceParent(TRACE, SPAN, "01").text());
    }

    @Test
    void whatALaterVersionAddsIsLeftOut() {
        assertEquals(
                Optional.of(new TraceParent(TRACE, SPAN, "00")),
                TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-00-x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-" + SPAN,
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01\nforged"
            })
    void whatIsNoneIsNotSentOn(String text) {
        assertEquals(Optional.empty(), TraceParent.parse(text));
    }
}
