package dev.hearth.platform.peer;

import dev.hearth.functions.link.BoundArguments;
import dev.hearth.platform.pool.Limits;
import dev.hearth.platform.pool.Settled;
import java.util.List;

/** What two platforms say to each other: one has elements, the other the pool. */
sealed interface PeerMessage {
    /**
     * Elements for a pool. Each is answered once, by {@link Settle} or {@link Return}.
     *
     * @param identity of the environment's generation
     */
    record Submit(String environment, String identity, List<Group> groups, List<Work> elements)
            implements PeerMessage {}

    /**
     * What elements have in common.
     *
     * @param share a run's share of the pool: unique on this link while any of its elements is under way
     * @param bound id of bound arguments that were sent before; 0: none
     */
    record Group(int share, String run, String trace, int concurrency, String task, long bound, Limits limits) {}

    /**
     * One element.
     *
     * @param id unique on this link while it is under way
     * @param group its place among the message's groups
     */
    record Work(int id, int group, long index, byte[] input) {}

    /** Arguments that later elements share. */
    record Bind(BoundArguments bound) implements PeerMessage {}

    /** Nobody waits for a share's elements any more. They are answered all the same. */
    record Cancel(int share) implements PeerMessage {}

    /** A run has no more elements for the environment: its bound arguments can be forgotten. */
    record Forget(String environment, String run) implements PeerMessage {}

    /** Outcomes, with all that the pool knows of how they came about. */
    record Settle(List<Outcome> outcomes) implements PeerMessage {}

    /** What became of one element. */
    record Outcome(int id, Settled settled) {}

    /** Elements that cannot run here, because the pool is not here. */
    record Return(List<Integer> ids) implements PeerMessage {}
}
