/**
 * Limits of running and of waiting, and cancelling.
 *
 * <pre>{@code
 * scripts/hearth run time-limits           # tasks that run longer than their limit
 * scripts/hearth run queue-limit           # a task that waits longer than its limit
 * scripts/hearth run cancelling            # calls that are cancelled
 * scripts/hearth run nap --input '{"seconds":60,"manner":"HEEDS"}'    # press Ctrl-C: the task ends as well
 * }</pre>
 *
 * <p>A task that heeds its interruption ends at once and leaves its replica as it is. One that does not costs its replica, after the
 * grace time ({@code hearth.dispatch.cancel-grace}, 5 seconds): another takes its place, and all else goes on.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.limits;
