package dev.hearth.platform.journal;

import dev.hearth.platform.pool.Settled;

/**
 * A step that has ended: a call, a value of the workflow's own, or a map, whose elements have rows of their own.
 *
 * @param path the branch
 * @param ordinal its position there
 * @param task the task's full name, or what else it is
 * @param digest of its arguments
 * @param map it is a map
 * @param outcome its result or failure, and who made it; without the result where that was not read
 * @param startedMicros since the run's start
 * @param endedMicros since the run's start
 */
public record JournalledStep(
        String path,
        int ordinal,
        String task,
        String digest,
        boolean map,
        Settled outcome,
        long startedMicros,
        long endedMicros) {}
