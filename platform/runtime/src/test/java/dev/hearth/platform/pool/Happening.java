package dev.hearth.platform.pool;

/** Everything that must happen somewhere in the schedules of a simulation: what never happens is not tested. */
enum Happening {
    SUBMIT(Kind.EVENT),
    PREWARM(Kind.EVENT),
    CANCEL(Kind.EVENT),
    JOINED(Kind.EVENT),
    FAILED(Kind.EVENT),
    LOST(Kind.EVENT),
    COMPLETED(Kind.EVENT),
    RETURNED(Kind.EVENT),
    HEARTBEAT(Kind.EVENT),
    TICK(Kind.EVENT),
    CLOSE(Kind.EVENT),

    START(Kind.COMMAND),
    ASSIGN(Kind.COMMAND),
    ASSIGN_MANY(Kind.COMMAND),
    RECALL(Kind.COMMAND),
    CANCEL_LEASES(Kind.COMMAND),
    STOP(Kind.COMMAND),
    KILL(Kind.COMMAND),
    SETTLE(Kind.COMMAND),

    ASSIGN_LOST(Kind.FAULT),
    ASSIGN_DOUBLED(Kind.FAULT),
    ASSIGN_DELAYED(Kind.FAULT),
    ORDER_LOST(Kind.FAULT),
    REPLY_LOST(Kind.FAULT),
    REPLY_DOUBLED(Kind.FAULT),
    REPLY_LATE(Kind.FAULT),
    REPLY_OF_ANOTHER(Kind.FAULT),
    RETURNED_LOST(Kind.FAULT),
    HEARTBEAT_LOST(Kind.FAULT),
    DEATH(Kind.FAULT),
    POISON(Kind.FAULT),
    SILENCE(Kind.FAULT),
    START_EXIT(Kind.FAULT),
    START_REFUSED(Kind.FAULT),
    START_SLOW(Kind.FAULT),
    LATE_JOIN(Kind.FAULT),
    STOP_IGNORED(Kind.FAULT),
    TASK_FAILS(Kind.FAULT),
    TASK_SLOW(Kind.FAULT),
    TASK_STUCK(Kind.FAULT),
    RUN_CANCELLED(Kind.FAULT),
    TICK_LATE(Kind.FAULT),

    COLD(Kind.STATE),
    STARTING(Kind.STATE),
    WARM(Kind.STATE),
    CLOSED(Kind.STATE),
    STOPPING(Kind.STATE),
    STARTING_WHILE_STOPPING(Kind.STATE),
    DEGRADED(Kind.STATE),
    QUEUE_AT_LIMIT(Kind.STATE),
    RUN_AT_CAP(Kind.STATE),
    SUSPECT_WAITS(Kind.STATE),
    SUSPECT_ALONE(Kind.STATE),
    PAUSED_FOR_RETRY(Kind.STATE),
    SURPLUS_STOPPED(Kind.STATE),
    NO_ROOM_FOR_FRESH(Kind.STATE),

    SUCCESS(Kind.OUTCOME),
    ERROR(Kind.OUTCOME),
    TERMINAL(Kind.OUTCOME),
    TIMEOUT(Kind.OUTCOME),
    QUEUE_TIMEOUT(Kind.OUTCOME),
    CANCELLED(Kind.OUTCOME),
    REPLICA_LOST(Kind.OUTCOME),
    START_FAILED(Kind.OUTCOME),
    BAD_INPUT(Kind.OUTCOME),
    BAD_RESULT(Kind.OUTCOME),
    QUEUE_FULL(Kind.OUTCOME),
    MAP_FAILED_EARLY(Kind.OUTCOME),
    MAP_ENOUGH(Kind.OUTCOME);

    enum Kind {
        EVENT,
        COMMAND,
        FAULT,
        STATE,
        OUTCOME
    }

    final Kind kind;

    Happening(Kind kind) {
        this.kind = kind;
    }
}
