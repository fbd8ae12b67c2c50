package dev.hearth.platform.journal;

import dev.hearth.platform.pool.Settled;

/**
 * What became of a map's element.
 *
 * @param index its position in the map
 * @param digest of its arguments
 * @param atMicros when it was settled, since the run's start
 * @param settled its result or failure, and who made it
 */
public record Outcome(long index, int digest, long atMicros, Settled settled) {}
