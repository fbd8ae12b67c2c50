package dev.hearth.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

// tag::class
@QuarkusTest
class PhrasesTest {
    @Inject
    Phrases phrases;

    @Test
    void wordsComeBackInOrder() {
        assertEquals(List.of("feu", "maison"), phrases.translateAll(List.of("fire", "house"), "fr"));
    }
}
// end::class
