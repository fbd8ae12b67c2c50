package dev.hearth.platform.pool;

import dev.hearth.functions.link.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an element.
 *
 * @param result as JSON; null if it failed
 * @param failure null if it succeeded
 * @param replica of the last attempt; empty if none began
 * @param attempts how many attempts began
 * @param queuedNanos from submission to the last attempt's dispatch
 * @param runNanos the last attempt's running time
 * @param cold it was submitted when no replica was ready, and was the first or among the first of its replica's elements
 * @param cacheHits of the last attempt
 * @param cacheMisses of the last attempt
 */
public record Settled(
        byte @Nullable [] result,
        @Nullable Failure failure,
        String replica,
        int attempts,
        long queuedNanos,
        long runNanos,
        boolean cold,
        int cacheHits,
        int cacheMisses) {}
