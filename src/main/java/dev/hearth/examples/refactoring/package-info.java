/**
 * From a regular task to an actor task: one annotation, and no call changes.
 *
 * <pre>{@code scripts/hearth run refactoring --timeline}</pre>
 *
 * <p>prints {@code {"regular":{"a":3,"is":2,"rose":3},"actor":{"a":3,"is":2,"rose":3}}}.
 * {@link dev.hearth.examples.refactoring.WordCounts} has no environment: its task is a regular one, and each call is run by a fresh process that
 * ends with it. {@link dev.hearth.examples.refactoring.WarmWordCounts} is the same class with
 * {@link dev.hearth.ActorEnvironment}: its calls share a warm replica.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.refactoring;
