package dev.hearth.platform.run;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that workflows and their branches run on: virtual ones where the JVM has them, else two bounded pools. Branches never
 * wait in a queue: with no thread free, a branch runs on the thread of the workflow that wants it, so nested branches cannot starve
 * each other.
 */
@Singleton
class WorkflowThreads {
    /** Workflows at once on a JVM without virtual threads. */
    static final int MAX_WORKFLOWS = 64;

    /** Workflows that wait for one of those threads; one more is refused. */
    static final int MAX_WAITING = 10_000;

    /** Threads for branches on a JVM without virtual threads. */
    static final int MAX_BRANCHES = 256;

    private static final int FIRST_VERSION_WITH_VIRTUAL_THREADS = 21;

    private final ExecutorService workflows;
    private final ExecutorService branches;

    WorkflowThreads() {
        if (Runtime.version().feature() >= FIRST_VERSION_WITH_VIRTUAL_THREADS) {
            workflows = virtual();
            branches = workflows;
        } else {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    MAX_WORKFLOWS,
                    MAX_WORKFLOWS,
                    10,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MAX_WAITING),
                    named("hearth-workflow-"));
            pool.allowCoreThreadTimeOut(true);
            workflows = pool;
            branches = new ThreadPoolExecutor(
                    0,
                    MAX_BRANCHES,
                    10,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    named("hearth-branch-"),
                    new ThreadPoolExecutor.CallerRunsPolicy());
        }
    }

    ExecutorService workflows() {
        return workflows;
    }

    ExecutorService branches() {
        return branches;
    }

    void shutdown(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        workflows.shutdownNow();
        branches.shutdownNow();
    }

    private static ThreadFactory named(String prefix) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    // By reflection, because the baseline is Java 17.
    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This JVM, version " + Runtime.version() + ", should have virtual threads, but has not.", e);
        }
    }
}
