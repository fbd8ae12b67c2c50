package dev.hearth.functions.replica;

/** The exit codes of a replica's process. */
public final class ReplicaExit {
    /** It was told to stop, and has handed over everything. */
    public static final int STOPPED = 0;

    /** Its process environment is incomplete, or names what the application does not have. */
    public static final int BAD_START = 2;

    /** The platform refused it. */
    public static final int REFUSED = 3;

    /** It could not reach its platform, or the link was closed. */
    public static final int LINK_CLOSED = 4;

    /** A task ran out of memory. */
    public static final int OUT_OF_MEMORY = 5;

    /** Its standard input ended: the platform's process is dead. */
    public static final int PLATFORM_GONE = 6;

    /** A task does not end although it was interrupted, so that the process is of no more use. In pods only: a child is killed. */
    public static final int STUCK = 7;

    private ReplicaExit() {}
}
