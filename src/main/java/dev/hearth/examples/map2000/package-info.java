/**
 * Two thousand elements on fifty replicas.
 *
 * <pre>{@code scripts/hearth run map-2000}</pre>
 *
 * <p>starts 50 replicas, not 2,000, and prints how many elements there were, how many replicas ran at least one, and the sum of the
 * results beside the sum that must come out.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.map2000;
