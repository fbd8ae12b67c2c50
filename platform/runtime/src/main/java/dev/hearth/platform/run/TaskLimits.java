package dev.hearth.platform.run;

import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.platform.pool.Limits;

/** The limits of a task's elements. */
final class TaskLimits {
    private TaskLimits() {}

    /** The task's own, where a call does not say otherwise. */
    static Limits of(TaskSpec task, CallOptions options) {
        return new Limits(
                options.retry().orElse(task.retry()),
                options.timeout().orElse(task.timeout()).toMillis(),
                options.queueTimeout().orElse(task.queueTimeout()).toNanos());
    }
}
