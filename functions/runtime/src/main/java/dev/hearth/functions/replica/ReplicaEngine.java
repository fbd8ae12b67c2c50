package dev.hearth.functions.replica;

import dev.hearth.CurrentTask;
import dev.hearth.FailureKind;
import dev.hearth.functions.binding.FunctionCaller;
import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.functions.replica.TaskRunner.Ended;
import dev.hearth.functions.reset.Reset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs what a pool assigns to one replica: in order, on task threads of its own. A lease is {@link #held} until its result
 * has been handed to {@code out}. Safe for use by several threads.
 */
public final class ReplicaEngine implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ReplicaEngine.class);

    /** How long a result may wait for others to share its frame while tasks end one after another. */
    private static final long SHARE_NANOS = 1_000_000;

    /**
     * How long it may wait because the next task takes longer than the ones before. A timer for each frame of short tasks would cost
     * more than the frame, so this is longer.
     */
    private static final long OVERTAKEN_MILLIS = 5;

    private final ReplicaScope scope;
    private final TaskRunner runner;
    private final Failures failures;
    private final long cancelGraceMillis;
    private final Consumer<FromReplica> out;
    private final @Nullable Reset reset;
    private final @Nullable ClassLoader contextLoader = Thread.currentThread().getContextClassLoader();
    private final ScheduledThreadPoolExecutor timer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Inbox inbox = new Inbox();
    private final Outbox outbox;
    private Runnable outOfMemory = () -> {};
    private volatile Runnable noMemoryAtAll = () -> {};
    private int threads;
    private int running;
    private boolean flushDue;
    private boolean stuck;
    private boolean paused;
    private boolean stopping;
    private boolean closed;

    /**
     * Starts the task threads.
     *
     * @param scope the replica
     * @param concurrency tasks at a time
     * @param isolated the process runs this replica alone, so that it can be reset between tasks, and there is more than one
     * @param payloadLimit the largest result in bytes
     * @param cancelGraceMillis how long an interrupted task may go on before it counts as stuck
     * @param functions calls tasks
     * @param out takes messages, in order, on any thread, without blocking and without calling back
     */
    public ReplicaEngine(
            ReplicaScope scope,
            int concurrency,
            boolean isolated,
            int payloadLimit,
            long cancelGraceMillis,
            FunctionCaller functions,
            Consumer<FromReplica> out) {
        this(
                scope,
                concurrency,
                isolated && concurrency == 1 ? new Reset(TaskTags.kept()) : null,
                cancelGraceMillis,
                new TaskRunner(functions, payloadLimit, scope.secrets()),
                out);
        if (isolated && concurrency > 1) {
            LOG.infof(
                    "Replica '%s': its tasks share the process, %d at a time, so nothing is reset between them.",
                    scope.replica(), concurrency);
        }
    }

    ReplicaEngine(
            ReplicaScope scope,
            int concurrency,
            @Nullable Reset reset,
            long cancelGraceMillis,
            TaskRunner runner,
            Consumer<FromReplica> out) {
        CurrentTask.setSource(CurrentExecution::context);
        this.scope = scope;
        this.reset = reset;
        this.cancelGraceMillis = cancelGraceMillis;
        this.runner = runner;
        this.failures = new Failures(scope.secrets());
        this.out = out;
        this.outbox = new Outbox(out);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> ready(plain(task, name("timer"))));
        timer.setRemoveOnCancelPolicy(true);
        locked(() -> {
            for (int i = 0; i < concurrency; i++) {
                startThread();
            }
        });
    }

    /**
     * Who is told that a task ran out of memory: the process is then of no use.
     *
     * @param handler is told after the failure has left
     * @param lastResort is told if there is not even memory to tell the failure; must need none
     */
    public ReplicaEngine onOutOfMemory(Runnable handler, Runnable lastResort) {
        locked(() -> {
            outOfMemory = handler;
            noMemoryAtAll = lastResort;
        });
        return this;
    }

    /** Takes a message of the pool. Does not block. Messages that are not the engine's are ignored. */
    public void handle(ToReplica message) {
        locked(() -> {
            if (closed) {
                return;
            }
            if (message instanceof ToReplica.Assign assign) {
                assign(assign.assignments());
            } else if (message instanceof ToReplica.Recall recall) {
                out.accept(new FromReplica.Returned(inbox.recall(recall.leases())));
            } else if (message instanceof ToReplica.Cancel cancel) {
                cancel(cancel.leases());
            } else if (message instanceof ToReplica.Stop) {
                stop();
            }
        });
    }

    /** The leases whose result has not been handed to {@code out}, begun or not. */
    public long[] held() {
        lock.lock();
        try {
            return inbox.held();
        } finally {
            lock.unlock();
        }
    }

    /** Begins nothing more until told otherwise, because results do not leave as fast as they come. */
    void pause(boolean newPaused) {
        locked(() -> {
            paused = newPaused;
            work.signalAll();
        });
    }

    /** Ends at once: interrupts what runs, begins nothing more, says nothing more. Without effect on a closed engine. */
    @Override
    public void close() {
        locked(() -> {
            if (!closed) {
                closed = true;
                inbox.begun().forEach(execution -> execution.interrupt(FailureKind.CANCELLED));
                work.signalAll();
                timer.shutdownNow();
            }
        });
    }

    private void assign(List<Assignment> assignments) {
        List<Long> refused = new ArrayList<>(0);
        for (Assignment assignment : assignments) {
            Execution execution = new Execution(assignment, scope);
            switch (stopping ? Inbox.Added.FULL : inbox.add(execution)) {
                case WAITING -> work.signal();
                case CANCELLED -> cancelled(execution);
                case FULL -> refused.add(assignment.lease());
                case DOUBLED -> LOG.debugf("Lease %d came twice.", assignment.lease());
            }
        }
        if (!refused.isEmpty()) {
            out.accept(new FromReplica.Returned(
                    refused.stream().mapToLong(Long::longValue).toArray()));
        }
        flush();
    }

    private void cancel(long[] leases) {
        for (long lease : leases) {
            Execution execution = inbox.cancel(lease);
            if (execution != null) {
                if (execution.begun()) {
                    interrupt(execution, FailureKind.CANCELLED);
                } else {
                    cancelled(execution);
                }
            }
        }
        flush();
    }

    /** An execution that has not begun. */
    private void cancelled(Execution execution) {
        if (execution.settle()) {
            add(
                    execution,
                    null,
                    Failure.of(FailureKind.CANCELLED, "it was cancelled before it began."),
                    System.nanoTime());
        }
    }

    private void interrupt(Execution execution, FailureKind as) {
        if (execution.interrupt(as)) {
            execution.timer(timer.schedule(
                    () -> locked(() -> abandon(execution, as)), cancelGraceMillis, TimeUnit.MILLISECONDS));
        }
    }

    /** The grace is over. The thread may do anything from now on, so nothing begins beside it any more. */
    private void abandon(Execution execution, FailureKind as) {
        if (closed || !execution.settle()) {
            return;
        }
        running--;
        stuck = true;
        add(
                execution,
                null,
                Failures.stuck(as, execution.assignment().timeoutMillis(), cancelGraceMillis, execution.stack()),
                System.nanoTime());
        flush();
        returnAll();
        leaveIfIdle();
    }

    private void stop() {
        stopping = true;
        returnAll();
        leaveIfIdle();
    }

    private void returnAll() {
        long[] rest = inbox.recallAll();
        if (rest.length > 0) {
            out.accept(new FromReplica.Returned(rest));
        }
    }

    private void leaveIfIdle() {
        if (stopping && running == 0 && !closed) {
            flush();
            closed = true;
            work.signalAll();
            timer.shutdownNow();
            out.accept(new FromReplica.Goodbye("asked to stop"));
        }
    }

    private void add(Execution execution, byte @Nullable [] result, @Nullable Failure failure, long now) {
        boolean full = outbox.add(
                new Completion(
                        execution.assignment().lease(),
                        result,
                        failure,
                        execution.runNanos(now),
                        execution.cacheHits(),
                        execution.cacheMisses()),
                now);
        if (full) {
            flush();
        }
    }

    private void flush() {
        for (Completion gone : outbox.flush()) {
            inbox.gone(gone.lease());
        }
    }

    private void flushSoon(Execution last, long now) {
        if (outbox.isEmpty()) {
            return;
        }
        // The next task most likely takes as long as the last one did.
        if (now - outbox.since() >= SHARE_NANOS || last.runNanos(now) >= SHARE_NANOS) {
            flush();
        } else if (!flushDue) {
            flushDue = true;
            var unused = timer.schedule(
                    () -> locked(() -> {
                        flushDue = false;
                        flush();
                    }),
                    OVERTAKEN_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** A task thread: one execution after another, the reset between them. */
    private void work() {
        try {
            workUntilClosed();
        } catch (Throwable t) {
            // Not a task's own failure, which is its outcome. Without a thread, the replica would hold its leases for
            // ever, and without memory there may be no thread.
            if (Failures.outOfMemory(t)) {
                noMemoryAtAll.run();
            }
            LOG.errorf(t, "Replica '%s': a task thread failed. Another takes its place.", scope.replica());
            locked(this::startThread);
        }
    }

    private void workUntilClosed() {
        if (reset != null) {
            reset.clearThread();
        }
        Execution execution = next();
        while (execution != null) {
            Ended ended = runner.run(execution);
            if (!finish(execution, ended)) {
                return;
            }
            // A late interrupt, or a flag that the task left: the next task must not find it.
            Thread.interrupted();
            if (reset != null) {
                reset.restore(execution.task());
                if (!reset.threadsReusable()) {
                    locked(this::startThread);
                    return;
                }
            }
            execution = next();
        }
    }

    private @Nullable Execution next() {
        lock.lock();
        try {
            while (!closed && (stuck || paused || inbox.isDry())) {
                work.awaitUninterruptibly();
            }
            Execution execution = closed ? null : inbox.begin();
            if (execution != null) {
                Execution begun = execution;
                running++;
                begun.begin(Thread.currentThread());
                long timeoutMillis = begun.assignment().timeoutMillis();
                if (timeoutMillis > 0) {
                    begun.timer(timer.schedule(
                            () -> locked(() -> interrupt(begun, FailureKind.TIMEOUT)),
                            timeoutMillis,
                            TimeUnit.MILLISECONDS));
                }
            }
            return execution;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the thread may go on; false if its execution was given up. */
    private boolean finish(Execution execution, Ended ended) {
        // Traces are written before the lock is taken.
        Failure failure = ended.thrown() == null ? null : failures.of(ended.thrown());
        boolean noMemory = ended.thrown() != null && Failures.outOfMemory(ended.thrown());
        lock.lock();
        try {
            if (!execution.settle()) {
                return false;
            }
            running--;
            if (closed) {
                return false;
            }
            FailureKind interruptedAs = execution.interruptedAs();
            if (interruptedAs != null) {
                // Also if it returned something: an interrupted task may have done half its work.
                failure = failures.interrupted(
                        interruptedAs, execution.assignment().timeoutMillis(), ended.thrown());
            }
            long now = System.nanoTime();
            add(execution, failure == null ? ended.result() : null, failure, now);
            if (inbox.isDry() || noMemory) {
                flush();
            } else {
                flushSoon(execution, now);
            }
            if (noMemory) {
                outOfMemory.run();
            }
            leaveIfIdle();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void startThread() {
        if (closed) {
            return;
        }
        threads++;
        String name = name("task-" + threads);
        // What it inherits from its creator is gone before its first task.
        boolean clearable = reset != null && reset.threadsReusable();
        Thread thread = clearable ? new TaskThread(this::work, name) : plain(this::work, name);
        ready(thread).start();
    }

    private String name(String role) {
        return "hearth-" + scope.replica() + "-" + role;
    }

    /** Without the creator's inheritable thread locals. */
    private static Thread plain(Runnable task, String name) {
        return new Thread(null, task, name, 0, false);
    }

    private Thread ready(Thread thread) {
        thread.setDaemon(true);
        thread.setContextClassLoader(contextLoader);
        return thread;
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
