package dev.hearth.platform.run;

import java.util.OptionalDouble;

/**
 * @param concurrency 0: the pool's capacity
 * @param window elements read ahead of the first unsettled one; 0: the default
 */
public record MapOptions(int concurrency, OptionalDouble minSuccessRatio, boolean unordered, int window) {}
