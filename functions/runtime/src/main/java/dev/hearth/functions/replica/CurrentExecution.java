package dev.hearth.functions.replica;

import dev.hearth.TaskContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs on this thread, and in this process. Safe for use by several threads. */
public final class CurrentExecution {
    private static final ThreadLocal<@Nullable Execution> CURRENT = new ThreadLocal<>();
    private static volatile @Nullable ReplicaScope process;

    private CurrentExecution() {}

    /** The environment of the task that runs on this thread or, in a replica's process, of the process; else empty. */
    public static Optional<String> environment() {
        return scope().map(ReplicaScope::environment);
    }

    /** The replica of the task that runs on this thread or, in a replica's process, the process's; else empty. */
    public static Optional<ReplicaScope> scope() {
        Execution current = CURRENT.get();
        return Optional.ofNullable(current == null ? process : current.scope());
    }

    /** The run of the task on this thread; empty outside a task. */
    public static Optional<String> run() {
        return Optional.ofNullable(CURRENT.get()).map(Execution::runId);
    }

    /** The task on this thread; empty outside a task. */
    public static Optional<TaskContext> context() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Whether the task on this thread has been told to end, by its timeout or a cancel. */
    public static boolean interrupted() {
        Execution current = CURRENT.get();
        return current != null && current.interrupted();
    }

    /** Counts an actor-cache hit to the task on this thread. */
    public static void countCacheHit() {
        Execution current = CURRENT.get();
        if (current != null) {
            current.cacheHits.incrementAndGet();
        }
    }

    /** Counts an actor-cache load to the task on this thread. */
    public static void countCacheMiss() {
        Execution current = CURRENT.get();
        if (current != null) {
            current.cacheMisses.incrementAndGet();
        }
    }

    static void bind(Execution execution) {
        CURRENT.set(execution);
    }

    static void unbind() {
        CURRENT.remove();
    }

    /** Says that this process is one replica. */
    static void bindProcess(ReplicaScope scope) {
        process = scope;
    }
}
