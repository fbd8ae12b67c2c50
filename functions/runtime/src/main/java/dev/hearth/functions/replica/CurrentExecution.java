package dev.hearth.functions.replica;

import dev.hearth.TaskContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs on this thread, and in this process. Safe for use by several threads. */
public final class CurrentExecution {
    /** No lease has this number. */
    public static final long NO_LEASE = 0;

    /** Of threads that are no {@link TaskThread}. */
    private static final ThreadLocal<@Nullable Execution> CURRENT = new ThreadLocal<>();

    private static volatile @Nullable ReplicaScope process;

    private CurrentExecution() {}

    /** The environment of the task that runs on this thread or, in a replica's process, of the process; else empty. */
    public static Optional<String> environment() {
        return scope().map(ReplicaScope::environment);
    }

    /** The replica of the task that runs on this thread or, in a replica's process, the process's; else empty. */
    public static Optional<ReplicaScope> scope() {
        Execution current = current();
        return Optional.ofNullable(current == null ? process : current.scope());
    }

    /** The run of the task on this thread; empty outside a task. */
    public static Optional<String> run() {
        return Optional.ofNullable(current()).map(Execution::runId);
    }

    /** The lease of the task on this thread; {@link #NO_LEASE} outside a task, and in one that did not come from a pool. */
    public static long lease() {
        Execution current = current();
        return current == null ? NO_LEASE : current.lease();
    }

    /** The task on this thread; empty outside a task. */
    public static Optional<TaskContext> context() {
        return Optional.ofNullable(current());
    }

    /** Whether the task on this thread has been told to end, by its timeout or a cancel. */
    public static boolean interrupted() {
        Execution current = current();
        return current != null && current.interrupted();
    }

    /** Counts an actor-cache hit to the task on this thread. */
    public static void countCacheHit() {
        Execution current = current();
        if (current != null) {
            current.countHit();
        }
    }

    /** Counts an actor-cache load to the task on this thread. */
    public static void countCacheMiss() {
        Execution current = current();
        if (current != null) {
            current.countMiss();
        }
    }

    static void bind(Execution execution) {
        if (Thread.currentThread() instanceof TaskThread thread) {
            thread.current(execution);
        } else {
            CURRENT.set(execution);
        }
    }

    static void unbind() {
        if (Thread.currentThread() instanceof TaskThread thread) {
            thread.current(null);
        } else {
            CURRENT.remove();
        }
    }

    private static @Nullable Execution current() {
        return Thread.currentThread() instanceof TaskThread thread ? thread.current() : CURRENT.get();
    }

    /** Says that this process is one replica. */
    static void bindProcess(ReplicaScope scope) {
        process = scope;
    }
}
