/**
 * Attempts that fail and are repeated, and attempts that take too long.
 *
 * <pre>{@code
 * scripts/hearth run third-time-lucky
 * scripts/hearth run out-of-patience
 * }</pre>
 *
 * <p>The first prints {@code 3}, the attempt that succeeded; the second prints {@code "TIMEOUT"}, since its workflow expects the
 * failure and makes it the result.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.retries;
