/**
 * One task, called many times, one call after the other.
 *
 * <pre>{@code scripts/hearth run repeated --input '{"times":20}'}</pre>
 *
 * <p>prints {@code {"calls":20,"processes":1}}: the first call starts a replica, and all the others find it. A function that starts a
 * container for each call would have started 20.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.repeated;
