package dev.hearth.platform.run;

import java.util.OptionalDouble;

/**
 * How a map of JSON texts runs.
 *
 * @param concurrency elements at once at most; 0: the pool's capacity
 * @param minSuccessRatio from 0 to 1; empty: every element must succeed
 * @param unordered outcomes in the order of completion
 * @param window elements between the one read last and the one given out last, at least 1
 */
public record MapOptions(int concurrency, OptionalDouble minSuccessRatio, boolean unordered, int window) {
    public MapOptions {
        if (concurrency < 0) {
            throw new IllegalArgumentException("Map: concurrency is " + concurrency + ", but must be at least 1.");
        }
        if (window < 1) {
            throw new IllegalArgumentException("Map: window is " + window + ", but must be at least 1.");
        }
        minSuccessRatio.ifPresent(SuccessRule::checkRatio);
    }
}
