/**
 * The tasks of the tables that compare regular tasks with actors: one that returns at once, and one that sleeps.
 *
 * <pre>{@code scripts/seed-tables}</pre>
 *
 * <p>maps them over many elements, as regular tasks and as actors, and prints how long that took.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.seedtables;
