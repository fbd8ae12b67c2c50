package dev.hearth.platform.run;

import dev.hearth.functions.catalog.TaskSpec;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A task's result as its method declares it. */
final class Returned {
    private Returned() {}

    /** The value itself; for a task that returns a Uni or a CompletionStage, one that has it already. */
    static @Nullable Object as(TaskSpec task, @Nullable Object value) {
        if (!task.async()) {
            return value;
        }
        return Uni.class.isAssignableFrom(task.method().getReturnType())
                ? Uni.createFrom().item(value)
                : CompletableFuture.completedFuture(value);
    }
}
