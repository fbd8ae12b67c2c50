package dev.hearth.platform.dispatch;

import dev.hearth.platform.pool.PoolState;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** What those who run a platform want of its pools. Safe for use by several threads. */
public interface Operations {
    /**
     * Starts an environment's replicas before its first task. Its time to live counts from when they have joined.
     *
     * @param replicas how many there should be, from 1 to the environment's replica count, which is the default
     * @return the pool as soon as none of its replicas is starting any more; its phase and last start failure tell how that ended
     * @throws dev.hearth.HearthException if there is no such environment, if its tasks are regular ones, which have a fresh replica
     *     each, or if it has not so many replicas
     */
    CompletionStage<PoolState> prewarm(String environment, OptionalInt replicas);

    /** What each environment's pools have done and where they stand; those that have been used. */
    CompletionStage<List<PoolStatistics>> statistics();

    /** How many replicas, or others, were not let in by the platform's end of the link. */
    long linkRefusals();

    /** All replicas, by environment, in the order of their start. */
    CompletionStage<List<ReplicaView>> replicas();
}
