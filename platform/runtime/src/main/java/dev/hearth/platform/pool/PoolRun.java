package dev.hearth.platform.pool;

/**
 * A run's share of one pool: one single call, or one map. Elements of a run are sent first in first out; runs take turns. What the pool
 * keeps about it is package-private state of this object, touched by the pool's thread alone.
 */
public final class PoolRun {
    final String id;
    final int concurrency;
    final SettledListener listener;

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
