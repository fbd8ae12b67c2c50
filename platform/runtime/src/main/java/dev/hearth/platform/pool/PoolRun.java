package dev.hearth.platform.pool;

import org.jspecify.annotations.Nullable;

/**
 * A run's share of one pool: one single call, or one map. Elements of a run are sent first in first out; runs take turns. What the pool
 * keeps about it is package-private state of this object, touched by the pool's thread alone.
 */
public final class PoolRun {
    final String id;
    final int concurrency;
    final SettledListener listener;

    final RunQueue queue = new RunQueue();
    /** Its neighbours among the runs that have something in the pool. */
    @Nullable
    PoolRun previous;

    @Nullable
    PoolRun next;

    long submitted;
    /** How many of its elements are in the pool, and where. */
    int pending;

    int leased;
    int delayed;
    int suspects;
    /** How many of its leases can run at once; kept only if there is a cap. */
    int running;
    /** Fresh replicas that have run one of its elements and have not ended. */
    int leaving;

    boolean inTurn;
    boolean cancelled;

    /**
     * @param id the run's id, for records and messages; several PoolRuns may share it
     * @param concurrency elements running at once at most; 0: the pool's capacity
     * @param listener whoever is to be told of settled elements, by whoever carries out the pool's commands
     */
    public PoolRun(String id, int concurrency, SettledListener listener) {
        this.id = id;
        this.concurrency = concurrency;
        this.listener = listener;
    }

    /** The run's id. */
    public String id() {
        return id;
    }

    /** Elements running at once at most; 0: the pool's capacity. */
    public int concurrency() {
        return concurrency;
    }

    /** Whoever is to be told of settled elements. */
    public SettledListener listener() {
        return listener;
    }
}
