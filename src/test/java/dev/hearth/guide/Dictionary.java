package dev.hearth.guide;

import java.util.Map;

/** Stands for something slow to load. Immutable. */
record Dictionary(String language, Map<String, String> words) {
    private static final Map<String, Map<String, String>> ALL = Map.of(
            "de", Map.of("fire", "Feuer", "hearth", "Herd", "house", "Haus"),
            "fr", Map.of("fire", "feu", "hearth", "foyer", "house", "maison"));

    static Dictionary load(String language) {
        return new Dictionary(language, ALL.getOrDefault(language, Map.of()));
    }

    String lookUp(String word) {
        return words.getOrDefault(word, word);
    }
}
