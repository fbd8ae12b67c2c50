package dev.hearth.functions.replica;

import dev.hearth.functions.replica.TaskRunner.Ended;
import dev.hearth.functions.reset.Reset;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a task thread does: one execution after another, the reset between them. */
final class TaskLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(TaskLoop.class);

    private final ReplicaEngine engine;
    private final TaskRunner runner;
    private final @Nullable Reset reset;
    private final String replica;

    TaskLoop(ReplicaEngine engine, TaskRunner runner, @Nullable Reset reset, String replica) {
        this.engine = engine;
        this.runner = runner;
        this.reset = reset;
        this.replica = replica;
    }

    @Override
    public void run() {
        try {
            workUntilClosed();
        } catch (Throwable t) {
            // Not a task's own failure, which is its outcome. Without a thread, the replica would hold its leases for
            // ever, and without memory there may be no thread.
            if (Failures.outOfMemory(t)) {
                engine.noMemoryAtAll();
            }
            LOG.errorf(t, "Replica '%s': a task thread failed. Another takes its place.", replica);
            engine.replaceThread();
        }
    }

    private void workUntilClosed() {
        if (reset != null) {
            reset.clearThread();
        }
        Execution execution = engine.next();
        while (execution != null) {
            Ended ended = runner.run(execution);
            execution = engine.next(execution, ended, cleaned(execution));
        }
    }

    /** Part of the attempt, so that its end and the beginning of the next are one step. Whether the thread can run another. */
    private boolean cleaned(Execution execution) {
        if (reset == null) {
            return true;
        }
        try {
            reset.restore(execution.task());
            return reset.threadsReusable();
        } catch (Throwable t) {
            if (Failures.outOfMemory(t)) {
                engine.noMemoryAtAll();
            }
            LOG.errorf(t, "Replica '%s': what task '%s' has changed was not put back.", replica, execution.task());
            return false;
        }
    }
}
