/**
 * A workflow that calls other workflows: their steps become part of its run.
 *
 * <pre>{@code scripts/hearth run evening}</pre>
 *
 * <p>prints {@code {"greeting":"hello","value":13}}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.subworkflow;
