package dev.hearth;

import java.time.Duration;

/**
 * {@link Retry} as a value, for one call or one map. Immutable.
 *
 * @param retries further attempts after the first, 0 to 1000
 * @param delay the pause before the first retry
 * @param factor what the pause is multiplied by for each further retry, at least 1
 * @param maxDelay the longest pause
 */
public record RetryPolicy(int retries, Duration delay, double factor, Duration maxDelay) {
    /** No retry. */
    public static final RetryPolicy NONE = new RetryPolicy(0, Duration.ZERO, 1, Duration.ZERO);

    public RetryPolicy {
        if (retries < 0 || retries > 1000) {
            throw new IllegalArgumentException("Retry policy: retries is " + retries + ", but must be 0 to 1000.");
        }
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("Retry policy: factor is " + factor + ", but must be at least 1.");
        }
        if (delay.isNegative() || maxDelay.isNegative()) {
            throw new IllegalArgumentException("Retry policy: delays must not be negative.");
        }
    }

    /** {@code retries} further attempts with the defaults of {@link Retry}: 200 ms, doubled up to 30 s. */
    public static RetryPolicy of(int retries) {
        return new RetryPolicy(retries, Duration.ofMillis(200), 2, Duration.ofSeconds(30));
    }

    /**
     * The pause before a retry.
     *
     * @param failures how many attempts have failed, at least 1
     * @return the pause, at most {@link #maxDelay}
     */
    public Duration delayAfter(int failures) {
        double nanos = delay.toNanos() * Math.pow(factor, failures - 1.0);
        return nanos >= maxDelay.toNanos() ? maxDelay : Duration.ofNanos((long) nanos);
    }
}
