package dev.hearth.examples.events;

/** What it costs. */
public record Receipt(String item, long cents) {}
