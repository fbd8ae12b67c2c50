package dev.hearth.knative.provision;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that wait for the API server, so that nobody else has to. They are not there while there is nothing to do. What waits for them is
 * one entry for each environment, and a few for each Job.
 */
final class Workers extends ScheduledThreadPoolExecutor {
    private static final int THREADS = 4;

    private final Duration close;

    Workers(Duration close) {
        super(THREADS, task -> {
            Thread thread = new Thread(task, "hearth-knative");
            thread.setDaemon(true);
            return thread;
        });
        this.close = close;
        setKeepAliveTime(5, TimeUnit.SECONDS);
        allowCoreThreadTimeOut(true);
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Returns false if they are closed. */
    boolean run(Runnable task) {
        try {
            execute(task);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** Runs it then, unless they are closed by that time. */
    void later(Duration pause, Runnable task) {
        schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes nothing more, waits for what runs for a bounded time, and then interrupts it. */
    void end() {
        shutdown();
        try {
            if (!awaitTermination(close.toMillis(), TimeUnit.MILLISECONDS)) {
                shutdownNow();
            }
        } catch (InterruptedException e) {
            shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
