package dev.hearth.functions.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a platform tells a replica. */
public sealed interface ToReplica {
    /**
     * The answer to {@link FromReplica.Hello}.
     *
     * @param heartbeatMillis how often the replica must send {@link FromReplica.Heartbeat}
     * @param payloadLimit the largest result in bytes
     * @param cancelGraceMillis how long an interrupted task may go on before it counts as stuck
     */
    record Welcome(long heartbeatMillis, int payloadLimit, long cancelGraceMillis) implements ToReplica {}

    /** The hello was refused; the replica logs the reason and exits with a non-zero code. */
    record Refused(String reason) implements ToReplica {}

    /** Run these, in this order. Answered by {@link FromReplica.Done}, once for each lease. */
    record Assign(List<Assignment> assignments) implements ToReplica {}

    /** Hand back those that have not begun. Answered by {@link FromReplica.Returned}, maybe with none. */
    record Recall(long[] leases) implements ToReplica {}

    /** Drop those not begun, interrupt those that run. Answered by {@link FromReplica.Done} as cancelled, or as what it became. */
    record Cancel(long[] leases) implements ToReplica {}

    /** The run has ended: its bound arguments can be forgotten. */
    record Forget(String run) implements ToReplica {}

    /** The answer to {@link FromReplica.Call}: a result as JSON, or a failure. */
    record Reply(
            long call, byte @Nullable [] result, @Nullable Failure failure) implements ToReplica {}

    /** Finish what runs, hand back the rest, say {@link FromReplica.Goodbye} and exit. */
    record Stop() implements ToReplica {}
}
