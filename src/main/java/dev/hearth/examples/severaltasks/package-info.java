/**
 * Several tasks, from two classes, and three workflows, each of which calls the one before, in one environment.
 *
 * <pre>{@code
 * scripts/hearth run longest-word --input '{"text":"warm pools of function calls"}'
 * scripts/hearth run front-page
 * }</pre>
 *
 * <p>The first prints {@code "FUNCTION"}. {@link dev.hearth.examples.severaltasks.Words} declares the environment,
 * {@link dev.hearth.examples.severaltasks.Letters} puts its tasks into the same one, so that all run on the same replicas.
 *
 * <p>The second prints a headline a line, {@code "POOLS: warm pools of calls"} first: {@link dev.hearth.examples.severaltasks.FrontPage}
 * calls {@link dev.hearth.examples.severaltasks.Headlines}, which calls {@link dev.hearth.examples.severaltasks.LongestWord}, which calls
 * tasks. It is one run, and all its steps are on the environment's one replica.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.severaltasks;
