package dev.hearth.guide;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

// tag::class
@ActorEnvironment(name = "translator", replicaCount = 2)
public class Translator {
    @ActorCache
    Dictionary dictionary(String language) {
        return Dictionary.load(language); // slow: once per replica and language
    }

    @Task
    public String translate(String word, String language) {
        return dictionary(language).lookUp(word);
    }
}
// end::class
