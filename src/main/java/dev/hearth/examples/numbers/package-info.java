/**
 * The shortest task there is, to map over very many elements.
 *
 * <pre>{@code seq 1 100000 | scripts/hearth map numbers.plus-one --input -}</pre>
 *
 * <p>prints 100,000 numbers, in order. From Java, {@link dev.hearth.examples.numbers.NumberMaps} does the same with a list.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.numbers;
