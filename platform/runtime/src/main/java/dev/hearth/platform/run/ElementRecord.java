package dev.hearth.platform.run;

import java.util.Optional;

/** One element of a step. */
public record ElementRecord(
        long index,
        String replica,
        int attempts,
        boolean cold,
        long queuedMillis,
        long runMillis,
        int cacheHits,
        int cacheMisses,
        long startedMillis,
        Optional<String> failure) {}
