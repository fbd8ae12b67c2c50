/**
 * Branches of a workflow that run at the same time.
 *
 * <pre>{@code scripts/hearth run pi}</pre>
 *
 * <p>throws darts at a square in two branches, on two replicas, and prints what that says about pi.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.parallel;
