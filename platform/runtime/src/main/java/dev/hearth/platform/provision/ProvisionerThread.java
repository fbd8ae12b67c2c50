package dev.hearth.platform.provision;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread on which processes are started and killed, for both take milliseconds that an event loop must not wait. It is not there while there
 * is nothing to do. What waits for it is a few calls for each replica at most.
 */
final class ProvisionerThread {
    private static final long CLOSE_MILLIS = 2000;

    private final ThreadPoolExecutor executor;

    ProvisionerThread() {
        executor = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "hearth-provisioner");
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Runs it after what came before. Returns false if this is closed. */
    boolean execute(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** Runs this as the last, and waits for it for a bounded time. */
    void close(Runnable last) {
        execute(last);
        executor.shutdown();
        try {
            executor.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
