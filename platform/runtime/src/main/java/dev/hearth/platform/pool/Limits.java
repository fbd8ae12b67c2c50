package dev.hearth.platform.pool;

import dev.hearth.RetryPolicy;

/**
 * What may become of an element's attempts. The elements of a map share one.
 *
 * @param retry what follows a failed attempt
 * @param timeoutMillis the limit of one attempt, enforced by the replica; 0: none
 * @param queueTimeoutNanos the limit of waiting for a replica, summed over all attempts, enforced by the pool; 0: none. A pause before a retry
 *     does not count: it was asked for
 */
public record Limits(RetryPolicy retry, long timeoutMillis, long queueTimeoutNanos) {
    /** One attempt, which takes as long as it takes. */
    public static final Limits NONE = new Limits(RetryPolicy.NONE, 0, 0);
}
