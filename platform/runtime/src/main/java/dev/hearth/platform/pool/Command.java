package dev.hearth.platform.pool;

import java.util.List;

/** What a pool wants done. Given out in order, as soon as it is decided. */
public sealed interface Command {
    /** Start a replica. Answered by {@code replicaJoined}, {@code replicaFailed} or {@code replicaRefused}. */
    record Start(String replica) implements Command {}

    /** Send these elements to a replica, in this order, as one frame. */
    record Assign(String replica, List<Lease> leases) implements Command {}

    /** Ask for those back that have not begun. Answered by {@code returned}. */
    record Recall(String replica, long[] leases) implements Command {}

    /** Cancel these leases; each is answered by {@code completed}. */
    record Cancel(String replica, long[] leases) implements Command {}

    /** Let a replica that holds nothing leave. Answered by {@code replicaLost}. */
    record Stop(String replica) implements Command {}

    /** End a replica's process at once: it is lost already, nothing is awaited. */
    record Kill(String replica, String reason) implements Command {}

    /** An element has its one and only outcome. */
    record Settle(Element element, Settled settled) implements Command {}
}
