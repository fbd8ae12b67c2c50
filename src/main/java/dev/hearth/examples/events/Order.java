package dev.hearth.examples.events;

/** What a customer wants. */
public record Order(String item, int quantity) {}
