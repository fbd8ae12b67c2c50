package dev.hearth.platform.pool;

import org.jspecify.annotations.Nullable;

/**
 * A run's share of one pool: one single call, or one map. Elements of a run are sent first in first out; runs take turns. What the pool
 * keeps about it is package-private state of this object, touched by the pool's thread alone.
 */
public final class PoolRun {
    final String id;
    private final String trace;
    final int concurrency;
    final SettledListener listener;

    /** The share that stands for the whole run; this, but for the shares that {@link #in} has made. */
    private final PoolRun whole;

    private volatile @Nullable Object pool;
    private @Nullable PoolRun twin;

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
        this(id, "", concurrency, listener);
    }

    /**
     * The same inside a trace.
     *
     * @param trace the run's trace, as W3C Trace Context writes a {@code traceparent}; empty: none
     */
    public PoolRun(String id, String trace, int concurrency, SettledListener listener) {
        this.id = id;
        this.trace = trace;
        this.concurrency = concurrency;
        this.listener = listener;
        this.whole = this;
    }

    private PoolRun(PoolRun whole) {
        this.id = whole.id;
        this.trace = whole.trace;
        this.concurrency = whole.concurrency;
        this.listener = whole.listener;
        this.whole = whole;
    }

    /**
     * The run's share of a pool: this, in the first pool that it is asked for, and another in each that follows when the environment
     * changes while the run goes on. Each share keeps to the run's concurrency by itself. Safe for use by several threads.
     */
    public PoolRun in(Object newPool) {
        if (pool == newPool) {
            return this;
        }
        synchronized (whole) {
            PoolRun share = whole;
            while (share.pool != null && share.pool != newPool) {
                if (share.twin == null) {
                    share.twin = new PoolRun(whole);
                }
                share = share.twin;
            }
            share.pool = newPool;
            return share;
        }
    }

    /** The run's id. */
    public String id() {
        return id;
    }

    /** The run's trace; empty: none. */
    public String trace() {
        return trace;
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
