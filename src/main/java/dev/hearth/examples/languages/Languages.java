package dev.hearth.examples.languages;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Detects languages with Apache OpenNLP's model, which each replica loads once. */
@ActorEnvironment(name = "languages", replicaCount = 2)
public class Languages {
    /** The model's place in the jar {@code opennlp-models-langdetect}. */
    private static final String MODEL = "/langdetect-183.bin";

    @ActorCache
    LanguageDetectorModel model() {
        try (InputStream in = Languages.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IllegalStateException("Model '" + MODEL
                        + "': not on the class path. Add the dependency org.apache.opennlp:opennlp-models-langdetect.");
            }
            return new LanguageDetectorModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Model '" + MODEL + "': cannot be read.", e);
        }
    }

    @Task
    public Detection detect(String line) {
        if (line.isBlank()) {
            return Detection.UNDETERMINED;
        }
        // The model may be shared; a detector, which is cheap to make, may not.
        Language language = new LanguageDetectorME(model()).predictLanguage(line);
        return new Detection(language.getLang(), language.getConfidence());
    }
}
