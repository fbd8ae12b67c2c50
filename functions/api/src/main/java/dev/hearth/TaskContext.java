package dev.hearth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a task can know of the attempt that runs it. Inject it into an environment's class, or ask {@link #current()}.
 * An injected instance answers for the task that is running when it is asked; outside a task it throws
 * {@link IllegalStateException}. Safe for use by several threads.
 */
public interface TaskContext {
    /** The run that the task belongs to. */
    String runId();

    /**
     * The trace that the task's run belongs to, as W3C Trace Context writes a {@code traceparent}: send it on to whatever the task calls. It
     * is the run's span if the platform traces, else what came in with the request or event; empty without either. The logging
     * context has its parts as {@code traceId} and {@code spanId}.
     */
    Optional<String> traceparent();

    /** The task's full name, {@code <environment>.<task>}. */
    String task();

    /** 1 for the first attempt. */
    int attempt();

    /** The element's position in its map; 0 for a single call. */
    long index();

    /** When the attempt will be interrupted; empty without a timeout. */
    Optional<Instant> deadline();

    /** The environment's name. */
    String environment();

    /**
     * The environment's own variables, as {@link ActorEnvironment#environment} and the deployment's overrides give them, and the
     * {@link InitContainer#portVariable} of each process beside the replica. In a replica's process {@link System#getenv} has them too;
     * where all replicas share one JVM, only this has.
     */
    Map<String, String> variables();

    /**
     * A secret that the environment requests. Its value is the same for the replica's whole life. Keep it out of what leaves the
     * task: a result that contains it fails with {@link FailureKind#BAD_RESULT}; in the replica's log and in the messages and traces of failures
     * it is replaced by {@code ***}. Both know the value as it is, not what has been made of it, such as its Base64 form.
     *
     * @param key one of {@link ActorEnvironment#secretRequests}
     * @throws HearthException if the environment does not request it
     */
    String secret(String key);

    /** The replica's name, {@code <environment>-<number>}. */
    String replica();

    /** A logger whose records carry run, task, attempt and replica. */
    System.Logger logger();

    /** The context of the task that runs on this thread; empty outside a task. */
    static Optional<TaskContext> current() {
        return CurrentTask.get();
    }
}
