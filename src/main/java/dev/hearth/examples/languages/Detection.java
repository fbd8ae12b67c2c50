package dev.hearth.examples.languages;

/**
 * What the model says of one line of text.
 *
 * @param language ISO 639-3, as the model knows it; {@code und} if there is nothing to judge
 * @param confidence 0 to 1, spread over all languages of the model
 */
public record Detection(String language, double confidence) implements Line {
    static final Detection UNDETERMINED = new Detection("und", 0);
}
