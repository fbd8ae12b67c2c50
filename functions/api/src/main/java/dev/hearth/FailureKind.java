package dev.hearth;

/** Why a task failed. A closed set: names are stable and appear in records. */
public enum FailureKind {
    /** The task threw an exception, also after its retries. */
    ERROR,
    /** The task threw a {@link TerminalException}. */
    TERMINAL,
    /** An attempt ran longer than its timeout. */
    TIMEOUT,
    /** It waited longer than its queue timeout. */
    QUEUE_TIMEOUT,
    /** It, its map or its run was cancelled. */
    CANCELLED,
    /** Its replicas died under it, as often as the budget allows. */
    REPLICA_LOST,
    /** No replica of its environment could be started. */
    START_FAILED,
    /** Its input could not be read as the task's parameters, or was too large. */
    BAD_INPUT,
    /** Its result could not be written as JSON, or was too large. */
    BAD_RESULT,
    /** The pool's queue was full. */
    QUEUE_FULL,
    /** It waited for a replica, and all its environment's replicas waited for it: tasks that call back into the environment that called them. */
    DEADLOCK
}
