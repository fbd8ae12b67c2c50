package dev.hearth;

/** A task or an element failed, after its retries. The message says which, why, and after how many attempts. */
public class TaskFailedException extends HearthException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String remoteTrace;

    /**
     * @param kind why
     * @param message the whole message
     * @param remoteTrace the stack trace in the replica, or an empty string
     */
    public TaskFailedException(FailureKind kind, String message, String remoteTrace) {
        super(message);
        this.kind = kind;
        this.remoteTrace = remoteTrace;
    }

    /** Why it failed. */
    public FailureKind kind() {
        return kind;
    }

    /** The stack trace in the replica; empty if no exception of the task's own was the reason. */
    public String remoteTrace() {
        return remoteTrace;
    }
}
