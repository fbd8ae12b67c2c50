package dev.hearth.examples.languages;

/** A line of the result of {@code detect-languages}. */
public sealed interface Line permits Detection, Accuracy {}
