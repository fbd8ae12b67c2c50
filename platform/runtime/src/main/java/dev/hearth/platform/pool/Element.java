package dev.hearth.platform.pool;

import dev.hearth.RetryPolicy;
import dev.hearth.functions.link.BoundArguments;
import org.jspecify.annotations.Nullable;

/**
 * One task call, or one element of a map, on its way through a pool. What the pool keeps about it while it is there is
 * package-private state of this object, so that an element costs one allocation. Owned by the pool's thread from submission until it is settled.
 */
public final class Element {
    final PoolRun run;
    final long index;
    final String task;
    final @Nullable BoundArguments bound;
    final byte[] input;
    final RetryPolicy retry;
    final long timeoutMillis;
    final long queueTimeoutNanos;

    /**
     * @param run the run it belongs to
     * @param index its position in the run's input, 0 for a single call
     * @param task the task's full name
     * @param bound shared arguments or null
     * @param input its own arguments, a JSON object
     * @param retry what follows a failed attempt
     * @param timeoutMillis the limit of one attempt, enforced by the replica; 0: none
     * @param queueTimeoutNanos the limit of waiting, enforced by the pool; 0: none
     */
    public Element(
            PoolRun run,
            long index,
            String task,
            @Nullable BoundArguments bound,
            byte[] input,
            RetryPolicy retry,
            long timeoutMillis,
            long queueTimeoutNanos) {
        this.run = run;
        this.index = index;
        this.task = task;
        this.bound = bound;
        this.input = input;
        this.retry = retry;
        this.timeoutMillis = timeoutMillis;
        this.queueTimeoutNanos = queueTimeoutNanos;
    }

    /** The run it belongs to. */
    public PoolRun run() {
        return run;
    }

    /** Its position in the run's input. */
    public long index() {
        return index;
    }

    /** The task's full name. */
    public String task() {
        return task;
    }

    /** Shared arguments or null. */
    public @Nullable BoundArguments bound() {
        return bound;
    }

    /** Its own arguments, a JSON object. */
    public byte[] input() {
        return input;
    }

    /** What follows a failed attempt. */
    public RetryPolicy retry() {
        return retry;
    }

    /** The limit of waiting, in nanoseconds; 0: none. */
    public long queueTimeoutNanos() {
        return queueTimeoutNanos;
    }

    /** The limit of one attempt; 0: none. */
    public long timeoutMillis() {
        return timeoutMillis;
    }
}
