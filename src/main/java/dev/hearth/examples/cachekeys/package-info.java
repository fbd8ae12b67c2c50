/**
 * Objects of the application's own as keys of the actor cache.
 *
 * <pre>{@code scripts/hearth run cache-keys}</pre>
 *
 * <p>prints {@code "load"}, {@code "hit"}, {@code "load"}, {@code "load"}, {@code "hit"}: what became of five tasks on one replica, whose
 * keys are a record, an equal record, an unequal one, an instance of a class with {@code equals} and {@code hashCode}, and an equal one,
 * though each comes as JSON and is a new object in every task. Run again while the replica is warm, all five are hits.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.cachekeys;
