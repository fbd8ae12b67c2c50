/**
 * What the platform counts and measures, for Prometheus. Entry type: {@code Metrics}. Elements are counted by their pools, which costs
 * them nanoseconds, and read when somebody scrapes.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.metrics;
