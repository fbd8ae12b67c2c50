package dev.hearth.platform.run;

import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Which run, and which branch of it, a thread works on; it counts the branch's steps. One thread at a time uses a scope.
 */
final class RunScope {
    private static final ThreadLocal<RunScope> CURRENT = new ThreadLocal<>();

    private final RunState run;
    private final String path;
    private int ordinal;
    private boolean awaitsRoot;

    private RunScope(RunState run, String path, boolean awaitsRoot) {
        this.run = run;
        this.path = path;
        this.awaitsRoot = awaitsRoot;
    }

    /** The scope of a run whose workflow is about to be called: that call is the run itself, not a subworkflow. */
    static RunScope forRun(RunState run) {
        return new RunScope(run, "/", true);
    }

    static RunScope forBranch(RunState run, String path) {
        return new RunScope(run, path, false);
    }

    static Optional<RunScope> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Runs a piece of work in this scope, on this thread. */
    <T> T call(Callable<T> work) throws Exception {
        RunScope before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.call();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    RunState run() {
        return run;
    }

    StepId nextStep() {
        return new StepId(path, ordinal++);
    }

    /** True once, for the call of the run's own workflow. */
    boolean enterRoot() {
        boolean root = awaitsRoot;
        awaitsRoot = false;
        return root;
    }
}
