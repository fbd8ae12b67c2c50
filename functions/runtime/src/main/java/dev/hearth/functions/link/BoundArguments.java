package dev.hearth.functions.link;

/**
 * Arguments fixed for many elements of a run: a link sends them once to each replica, before the first element that needs them.
 *
 * @param id unique in the platform's life
 * @param run the run they belong to; forgotten when it ends
 * @param input a JSON object with the fixed arguments
 */
public record BoundArguments(long id, String run, byte[] input) {}
