/**
 * What one task leaves behind, and what the next task on the same replica sees of it.
 *
 * <pre>{@code scripts/hearth run isolation}</pre>
 *
 * <p>prints {@code {"field":"clean","staticField":"clean","property":"clean"}}: an instance's fields, static fields and system
 * properties are reset between tasks. Files are not, and in embedded mode only the instance is.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.isolation;
