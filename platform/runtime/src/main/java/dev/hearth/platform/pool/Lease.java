package dev.hearth.platform.pool;

/**
 * One dispatch of one element to one replica.
 *
 * @param id never used twice in a pool's life: an answer with an unknown id is dropped
 * @param element what to run
 * @param attempt 1 for the first attempt that could begin
 */
public record Lease(long id, Element element, int attempt) {}
