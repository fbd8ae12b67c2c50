package dev.hearth.functions.replica;

/** How a replica's process ends. */
interface ProcessEnd {
    /** Ends in order: nothing runs. */
    void exit(int code);

    /** Ends at once: tasks may run. */
    void halt(int code);

    /** Ends at once and says why, without need of memory. */
    void outOfMemory();

    /** Whether the process is ending already, with an exit code that somebody else chose: a task, or a signal. */
    boolean underWay();
}
