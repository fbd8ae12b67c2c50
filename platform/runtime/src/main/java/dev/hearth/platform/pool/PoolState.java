package dev.hearth.platform.pool;

import java.util.List;

/**
 * A pool at one moment.
 *
 * @param phase where the pool stands
 * @param queued elements waiting, those that wait for a retry included
 * @param leased elements at replicas
 * @param startedTotal replicas asked for since the pool was made
 * @param lastStartFailure why the last replica could not start; empty if the last start succeeded
 * @param trouble why replicas that were asked for are not there yet, if somebody knows; empty: nobody does, or none is awaited
 */
public record PoolState(
        PoolState.Phase phase,
        int queued,
        int leased,
        long startedTotal,
        String lastStartFailure,
        String trouble,
        List<ReplicaState> replicas) {
    /** A pool of whose starts nobody knows more than the pool itself. */
    public PoolState(
            PoolState.Phase phase,
            int queued,
            int leased,
            long startedTotal,
            String lastStartFailure,
            List<ReplicaState> replicas) {
        this(phase, queued, leased, startedTotal, lastStartFailure, "", replicas);
    }

    /** The same, with what is known of those that are awaited. */
    public PoolState troubled(String reason) {
        return new PoolState(phase, queued, leased, startedTotal, lastStartFailure, reason, replicas);
    }

    /** Where a pool stands. */
    public enum Phase {
        /** No replica, none asked for. */
        COLD,
        /** Replicas are starting, none has joined. */
        STARTING,
        /** At least one replica has joined. */
        WARM,
        /** Closed for good. */
        CLOSED
    }

    /**
     * A replica at one moment.
     *
     * @param name its name
     * @param phase starting, ready or stopping
     * @param leased elements it holds
     * @param completed elements it has answered
     */
    public record ReplicaState(String name, ReplicaState.Phase phase, int leased, long completed) {
        /** Where a replica stands. */
        public enum Phase {
            STARTING,
            READY,
            STOPPING
        }
    }
}
