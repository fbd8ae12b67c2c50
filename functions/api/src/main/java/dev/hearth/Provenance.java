package dev.hearth;

import java.time.Duration;

/**
 * Who ran an element, and when.
 *
 * @param replica the replica of the last attempt; empty if none began
 * @param attempts how many attempts began
 * @param queued from submission to the start of the last attempt
 * @param running the last attempt's running time
 * @param cold whether the element had to wait for a replica to start
 * @param cacheHits calls of {@link ActorCache} methods that found their entry
 * @param cacheMisses those that loaded it
 */
public record Provenance(
        String replica,
        int attempts,
        Duration queued,
        Duration running,
        boolean cold,
        int cacheHits,
        int cacheMisses) {}
