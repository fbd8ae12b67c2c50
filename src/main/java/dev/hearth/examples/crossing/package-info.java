/**
 * A task that calls and maps tasks of another environment.
 *
 * <pre>{@code scripts/hearth run crossing --input '{"values":[1,2,3]}'}</pre>
 *
 * <p>prints {@code 11}, 9 of the map and 2 of the calls: {@link dev.hearth.examples.crossing.Sums} runs on a replica of its own environment, and what it calls of
 * {@link dev.hearth.examples.numbers.Numbers} travels from there to the replicas of that one. The call keeps its replica while it waits.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.crossing;
