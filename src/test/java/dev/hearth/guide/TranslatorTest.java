package dev.hearth.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

// tag::class
class TranslatorTest {
    @Test
    void aKnownWordIsTranslated() {
        assertEquals("Feuer", new Translator().translate("fire", "de"));
    }
}
// end::class
