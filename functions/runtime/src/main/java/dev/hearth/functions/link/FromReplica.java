package dev.hearth.functions.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a replica tells its platform. */
public sealed interface FromReplica {
    /** The version of this protocol. */
    int PROTOCOL = 4;

    /**
     * The first message of a link.
     *
     * @param protocol {@link #PROTOCOL} of the sender
     * @param environment the environment's name
     * @param environmentVersion its version, as the platform gave it to the replica at its start
     * @param replica the replica's name, as the platform gave it; or, of one that came by itself, its own
     * @param token the one-time token, as the platform gave it; or the environment's join key
     * @param capacity tasks at a time
     * @param pid of the replica's process
     * @param build digest of the application that the replica runs, as its own catalog says
     * @param archive what its start took classes from: {@code cds}, {@code aot}, or {@code none}
     */
    record Hello(
            int protocol,
            String environment,
            String environmentVersion,
            String replica,
            String token,
            int capacity,
            long pid,
            String build,
            String archive)
            implements FromReplica {
        @Override
        public String toString() {
            return "Hello[" + replica + ", protocol " + protocol + ", capacity " + capacity + "]";
        }
    }

    /** Results, many to a frame. */
    record Done(List<Completion> completions) implements FromReplica {}

    /** Leases given back, not begun. */
    record Returned(long[] leases) implements FromReplica {}

    /**
     * The replica lives. It comes as often as the welcome said, and at once when {@code direct} has changed.
     *
     * @param held exactly the leases that it holds, begun or not, of which no result has been sent
     * @param direct tasks at a time that it cannot take now, for it is busy with work that did not come by this link
     */
    record Heartbeat(long[] held, int direct) implements FromReplica {
        /** Of a replica that works for this link alone. */
        public Heartbeat(long[] held) {
            this(held, 0);
        }
    }

    /**
     * A task of this replica calls a task of another environment. Answered by {@link ToReplica.Reply}.
     *
     * @param call unique on this link
     * @param run the calling task's run
     * @param task the called task's full name
     * @param input its arguments, a JSON object
     * @param options as in {@code CallOptions}; what is absent comes from the task
     * @param waiting the calling task's lease, if that task does nothing before it has the answer; else 0
     */
    record Call(long call, String run, String task, byte[] input, CallOptions options, long waiting)
            implements FromReplica {}

    /** The calling task no longer waits for this call. */
    record CancelCall(long call) implements FromReplica {}

    /** The replica leaves; nothing is held any more. */
    record Goodbye(String reason) implements FromReplica {}

    /**
     * What became of one lease.
     *
     * @param lease as assigned
     * @param result the result as JSON, null if it failed
     * @param failure null if it succeeded
     * @param runNanos how long the attempt ran
     * @param cacheHits actor-cache hits of the attempt
     * @param cacheMisses actor-cache loads of the attempt
     */
    record Completion(
            long lease,
            byte @Nullable [] result,
            @Nullable Failure failure,
            long runNanos,
            int cacheHits,
            int cacheMisses) {}
}
