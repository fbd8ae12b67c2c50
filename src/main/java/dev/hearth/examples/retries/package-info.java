/**
 * Attempts that fail and are repeated, and attempts that take too long.
 *
 * <pre>{@code
 * scripts/hearth run third-time-lucky      # prints 3, the attempt that succeeded
 * scripts/hearth run patiently             # prints 5, after pauses that grow to a limit
 * scripts/hearth run second-time-unlucky   # fails after 2 attempts: the call has a policy of its own
 * scripts/hearth run hopeless              # fails after 1 attempt: a terminal exception is not retried
 * scripts/hearth run unlucky               # prints 4, though the task has one retry: replicas that die take none
 * scripts/hearth run out-of-patience       # prints "TIMEOUT": its workflow expects the failure and makes it the result
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.retries;
