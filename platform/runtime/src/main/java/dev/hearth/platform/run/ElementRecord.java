package dev.hearth.platform.run;

import java.util.Optional;

/**
 * One element's way, for timelines.
 *
 * @param index its position in the input
 * @param replica of its last attempt; empty if none began
 * @param attempts how many began
 * @param cold it waited for a replica to start
 * @param queuedMillis from submission to the last attempt's dispatch
 * @param runMillis the last attempt's running time
 * @param cacheHits actor-cache hits of the last attempt
 * @param cacheMisses actor-cache loads of the last attempt
 * @param startedMillis its submission, since the run's start
 * @param failure why it failed
 */
public record ElementRecord(
        long index,
        String replica,
        int attempts,
        boolean cold,
        double queuedMillis,
        double runMillis,
        int cacheHits,
        int cacheMisses,
        double startedMillis,
        Optional<String> failure) {}
