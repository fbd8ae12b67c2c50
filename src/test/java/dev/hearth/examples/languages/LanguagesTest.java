package dev.hearth.examples.languages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.junit.jupiter.api.Test;

/** The real model, in a plain unit test. */
class LanguagesTest {
    private static final LanguageDetectorModel MODEL = new Languages().model();

    /** Without Hearth there is no cache: keeps the model itself. */
    private final Languages languages = new Languages() {
        @Override
        LanguageDetectorModel model() {
            return MODEL;
        }
    };

    @Test
    void theModelKnowsTheLanguagesOfTheShippedTexts() {
        List<String> known = List.of(new LanguageDetectorME(MODEL).getSupportedLanguages());
        List<String> unknown = KnownText.shipped().stream()
                .map(KnownText::language)
                .filter(language -> known.stream().noneMatch(code -> Macrolanguages.same(language, code)))
                .toList();
        assertEquals(List.of(), unknown);
    }

    @Test
    void ninetyOfTheNinetySixShippedTextsAreRecognised() {
        List<KnownText> texts = KnownText.shipped();
        Accuracy accuracy = Accuracy.of(
                texts.stream().map(KnownText::language).toList(),
                texts.stream().map(text -> languages.detect(text.text())).toList());
        assertEquals(new Accuracy(0.9375, 90, 96), accuracy);
    }

    @Test
    void aBlankLineIsUndetermined() {
        assertEquals(new Detection("und", 0), languages.detect(" \t"));
    }

    @Test
    void aMacrolanguageIsTheSameLanguageButASiblingIsNot() {
        assertTrue(Macrolanguages.same("arb", "ara"));
        assertTrue(Macrolanguages.same("lvs", "lav"));
        assertTrue(Macrolanguages.same("eng", "eng"));
        assertFalse(Macrolanguages.same("ind", "msa"));
        assertFalse(Macrolanguages.same("nob", "nno"));
    }

    @Test
    void theModelsCodesAreIso639() {
        for (String code : new LanguageDetectorME(MODEL).getSupportedLanguages()) {
            assertEquals(3, code.length());
            assertEquals(code.toLowerCase(Locale.ROOT), code);
        }
    }
}
