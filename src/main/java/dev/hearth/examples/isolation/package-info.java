/**
 * What one task leaves behind, and what the next task on the same replica sees of it.
 *
 * <pre>{@code
 * scripts/hearth run isolation
 * scripts/hearth run colours
 * }</pre>
 *
 * <p>The first prints {@code {"field":"clean","staticField":"clean","property":"clean"}}: an instance's fields, static fields and system
 * properties are reset between tasks. Files are not, and in embedded mode only the instance is.
 *
 * <p>The second prints {@code "blue"}, {@code "red"} and {@code "blue"}: a task sees its environment's variable and what it sets itself,
 * and the next one the environment's again.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.isolation;
