package dev.hearth.platform.pool;

import dev.hearth.functions.link.FromReplica.Completion;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides which element goes to which replica of one environment, and when. A plain class: time comes in as {@code now}, in
 * nanoseconds of any clock that does not go back; what is to be done goes out as {@link Command}s, during the call that decided it. Not safe for
 * use by several threads, and the consumer of commands must not call back into the pool.
 */
public final class Pool {
    public Pool(PoolSettings settings, Consumer<Command> commands) {
        throw new UnsupportedOperationException("not yet: " + settings + commands);
    }

    /** Queues elements of one run, in order. The first element ever, or the first after the pool went cold, starts the replicas. */
    public void submit(long now, List<Element> elements) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Starts the replicas without an element. The TTL clock begins when the environment has become warm. */
    public void prewarm(long now) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Settles everything of the run as cancelled: what is queued at once, what is leased with the replica's answer or after the grace time. */
    public void cancel(long now, PoolRun run) {
        throw new UnsupportedOperationException("not yet");
    }

    /** A replica that was asked for has joined. Returns false if it is not awaited any more; it must then be ended. */
    public boolean replicaJoined(long now, String replica, int capacity) {
        throw new UnsupportedOperationException("not yet");
    }

    /** A replica that was asked for ended before it joined. The reason includes exit code or signal and its last lines. */
    public void replicaFailed(long now, String replica, String reason) {
        throw new UnsupportedOperationException("not yet");
    }

    /** A replica that had joined is gone: exit, closed link, goodbye. The reason as in {@link #replicaFailed}. */
    public void replicaLost(long now, String replica, String reason) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Results. Unknown leases are dropped: that makes doubled and late answers harmless. */
    public void completed(long now, String replica, List<Completion> completions) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Leases that the replica gave back, not begun. */
    public void returned(long now, String replica, long[] leases) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The replica lives and holds exactly these. A lease older than the lease time that is not among them was lost on its way, and is queued again. */
    public void heartbeat(long now, String replica, long[] held) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Does what time asks for. Call it at {@link #nextDeadline()} or later, at will earlier. */
    public void tick(long now) {
        throw new UnsupportedOperationException("not yet");
    }

    /** When {@link #tick} has something to do next; {@link Long#MAX_VALUE} if never. */
    public long nextDeadline() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Settles all that is unsettled as cancelled, with this reason, and stops every replica. Nothing is accepted afterwards. */
    public void close(long now, String reason) {
        throw new UnsupportedOperationException("not yet");
    }

    /** What is there now, for records and messages. */
    public PoolState state() {
        throw new UnsupportedOperationException("not yet");
    }
}
