package dev.hearth.functions.link;

import java.net.URI;
import java.util.List;
import java.util.Optional;
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

    /**
     * The hello was refused. A child of the platform logs the reason and exits with a non-zero code; a replica that came by itself
     * says hello again later.
     *
     * @param reason for the replica's log
     * @param retryMillis when to say hello again, at the earliest: 0 to {@link #MAX_RETRY_MILLIS}; 0: whenever the replica likes
     * @param platform where the platform that has the replica's pool takes links, {@code ws} or {@code wss}: the next hello goes there, and the one after
     *     it to the usual address
     */
    record Refused(String reason, long retryMillis, Optional<URI> platform) implements ToReplica {
        /** The longest that a replica is told to wait. */
        public static final long MAX_RETRY_MILLIS = 600_000;

        /**
         * Refuses.
         *
         * @throws IllegalArgumentException if it is out of bounds
         */
        public Refused {
            if (retryMillis < 0 || retryMillis > MAX_RETRY_MILLIS) {
                throw new IllegalArgumentException(
                        "retry after " + retryMillis + " ms is not within 0 and " + MAX_RETRY_MILLIS);
            }
            platform.ifPresent(Refused::check);
        }

        /** Refuses for good. */
        public Refused(String reason) {
            this(reason, 0, Optional.empty());
        }

        private static void check(URI platform) {
            if (!("ws".equals(platform.getScheme()) || "wss".equals(platform.getScheme()))
                    || platform.getHost() == null
                    || platform.getPort() <= 0) {
                throw new IllegalArgumentException("'" + platform + "' is no address of a platform's links");
            }
        }
    }

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
