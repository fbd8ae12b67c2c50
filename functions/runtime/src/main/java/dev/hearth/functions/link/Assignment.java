package dev.hearth.functions.link;

import org.jspecify.annotations.Nullable;

/**
 * One element, sent to one replica to run.
 *
 * @param lease names this dispatch; never used twice in a pool's life
 * @param run the run's id
 * @param trace the run's trace, as W3C Trace Context writes a {@code traceparent}; empty: none
 * @param task the task's full name
 * @param index the element's position in its map, 0 for a single call
 * @param attempt 1 for the first
 * @param timeoutMillis the limit of this attempt; 0: none
 * @param bound the arguments that are the same for many elements of the run, or null
 * @param input a JSON object: the other arguments, or all of them if {@code bound} is null
 */
public record Assignment(
        long lease,
        String run,
        String trace,
        String task,
        long index,
        int attempt,
        long timeoutMillis,
        @Nullable BoundArguments bound,
        byte[] input) {}
