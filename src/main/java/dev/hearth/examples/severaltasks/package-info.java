/**
 * Several tasks in one environment, from two classes.
 *
 * <pre>{@code scripts/hearth run longest-word --input '{"text":"warm pools of function calls"}'}</pre>
 *
 * <p>prints {@code "FUNCTION"}. {@link dev.hearth.examples.severaltasks.Words} declares the environment,
 * {@link dev.hearth.examples.severaltasks.Letters} puts its task into the same one, so that both run on the same replicas.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.severaltasks;
