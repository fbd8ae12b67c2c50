package dev.hearth.guide;

import dev.hearth.Actors;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.List;

// tag::class
public class Phrases {
    @Inject
    Translator translator;

    @Inject
    Actors actors;

    @Workflow
    public List<String> translateAll(List<String> words, String language) {
        // tag::map
        return actors.map(words, word -> translator.translate(word, language)).toList();
        // end::map
    }
}
// end::class
