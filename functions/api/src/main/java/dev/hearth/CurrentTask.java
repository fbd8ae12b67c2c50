package dev.hearth;

import java.util.Optional;
import java.util.function.Supplier;

/** Where the running replica tells {@link TaskContext#current()} what runs on a thread. Not for applications. */
public final class CurrentTask {
    private static volatile Supplier<Optional<TaskContext>> source = Optional::empty;

    private CurrentTask() {}

    static Optional<TaskContext> get() {
        return source.get();
    }

    /** Installs the source; the replica's runtime calls it once, before the first task. */
    public static void setSource(Supplier<Optional<TaskContext>> newSource) {
        source = newSource;
    }
}
