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
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs what a pool assigns to one replica: in order, on task threads of its own. A lease is {@link #held} until its result
 * has been handed to {@code out}. Safe for use by several threads.
 */
public final class ReplicaEngine implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ReplicaEngine.class);

    /**
     * How long a result may wait for others because the next task takes longer than the ones before. A timer for each frame of short tasks would cost
     * more than the frame, so this is longer.
     */
    private static final long OVERTAKEN_MILLIS = 5;

    private final ReplicaScope scope;
    private final TaskRunner runner;
    private final @Nullable Reset reset;
    private final EngineThreads threads;
    private final ScheduledThreadPoolExecutor timer;

    private final EngineLock lock = new EngineLock(this::failed);
    private final WorkSignal work = new WorkSignal(lock);
    private final Inbox inbox = new Inbox();
    private final Outbox outbox;
    private final OtherWork others;
    private long cancelGraceMillis;
    private @Nullable Runnable staysUntil;
    private Runnable outOfMemory = () -> {};
    private volatile Runnable noMemoryAtAll = () -> {};
    private int running;
    private boolean stuck;
    private boolean paused;
    private boolean stopping;
    private boolean draining;
    private boolean left;
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
        this.others = new OtherWork(concurrency);
        this.threads = new EngineThreads(scope.replica(), reset);
        this.timer = new ScheduledThreadPoolExecutor(1, threads.timer());
        this.outbox = new Outbox(inbox, out, this::flushLater);
        timer.setRemoveOnCancelPolicy(true);
        lock.with(() -> {
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
        lock.with(() -> {
            outOfMemory = handler;
            noMemoryAtAll = lastResort;
        });
        return this;
    }

    /**
     * It outlives its links: asked to stop, it says goodbye to that link only.
     *
     * @param ended is told when it is of no more use, for it was drained or a task does not end; on any thread, without blocking
     */
    ReplicaEngine staying(Runnable ended) {
        lock.with(() -> staysUntil = ended);
        return this;
    }

    /** Has a new link, of one that stays. */
    void connect(ToReplica.Welcome welcome, Consumer<FromReplica> link) {
        lock.with(() -> {
            outbox.redirect(link);
            runner.payloadLimit(welcome.payloadLimit());
            cancelGraceMillis = welcome.cancelGraceMillis();
            stopping = draining;
            left = false;
            others.toldNobody();
            tellOthers();
            leaveIfIdle();
        });
    }

    /**
     * The link is gone, and whoever waited for what came by it: what has not begun is dropped, what runs is interrupted, and what it
     * becomes goes nowhere.
     */
    void disconnect() {
        lock.with(() -> {
            outbox.redirect(message -> {});
            for (Execution execution : inbox.clear()) {
                if (!execution.settled()) {
                    execution.abandonedByItsLink();
                    others.orphaned();
                    execution.interrupt(FailureKind.CANCELLED);
                }
            }
            paused = false;
            work.all();
            leaveIfIdle();
        });
    }

    /** Finishes what runs and what waits of direct calls, hands back the rest, and takes nothing more; then one that stays tells that it has ended. */
    void drain() {
        lock.with(() -> {
            draining = true;
            stop();
        });
    }

    /**
     * Runs a task for somebody else than the pool, on the next slot that is free.
     *
     * @param waitMillis how long it may wait for one
     * @param answer takes what became of it, once, on any thread, without blocking and without calling back
     * @return cancels it; empty if it is not taken, for as many run or wait as there are slots, or the replica ends
     */
    public Optional<Runnable> call(Assignment assignment, long waitMillis, Consumer<Completion> answer) {
        DirectExecution execution = new DirectExecution(assignment, scope, answer);
        lock.lock();
        try {
            if (closed || stuck || draining || !others.add(execution)) {
                return Optional.empty();
            }
            String tooLong = "no slot of the replica was free within " + waitMillis + " ms.";
            execution.timer(later(
                    waitMillis, () -> withdraw(execution, Failure.of(FailureKind.QUEUE_TIMEOUT, tooLong))));
            work.one();
            tellOthers();
        } finally {
            lock.unlock();
        }
        return Optional.of(() -> lock.with(() -> {
            withdraw(execution, Failure.of(FailureKind.CANCELLED, "its caller went away."));
            interrupt(execution, FailureKind.CANCELLED);
        }));
    }

    private void withdraw(DirectExecution execution, Failure why) {
        if (others.remove(execution) && execution.settle()) {
            deliver(execution, null, why, System.nanoTime());
            tellOthers();
            leaveIfIdle();
        }
    }

    /** Takes a message of the pool. Does not block. Messages that are not the engine's are ignored. */
    public void handle(ToReplica message) {
        lock.leave(() -> {
            if (closed) {
                return;
            }
            if (message instanceof ToReplica.Assign assign) {
                assign(assign.assignments());
            } else if (message instanceof ToReplica.Recall recall) {
                outbox.say(new FromReplica.Returned(inbox.recall(recall.leases())));
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

    /** Slots that the pool cannot use now, for they are taken by what its link has not brought. */
    int direct() {
        lock.lock();
        try {
            return others.taken();
        } finally {
            lock.unlock();
        }
    }

    /** Begins nothing more of the pool's until told otherwise, because results do not leave as fast as they come. */
    void pause(boolean newPaused) {
        lock.with(() -> {
            paused = newPaused;
            work.all();
        });
    }

    /** Ends at once: interrupts what runs, begins nothing more, says nothing more. Without effect on a closed engine. */
    @Override
    public void close() {
        lock.with(() -> {
            if (!closed) {
                closed = true;
                inbox.begun().forEach(execution -> execution.interrupt(FailureKind.CANCELLED));
                work.all();
                timer.shutdownNow();
            }
        });
    }

    private void assign(List<Assignment> assignments) {
        List<Long> refused = new ArrayList<>(0);
        for (Assignment assignment : assignments) {
            Execution execution = new Execution(assignment, scope);
            switch (stopping ? Inbox.Added.FULL : inbox.add(execution)) {
                case WAITING -> work.one();
                case CANCELLED -> cancelled(execution);
                case FULL -> refused.add(assignment.lease());
                case DOUBLED -> LOG.debugf("Lease %d came twice.", assignment.lease());
            }
        }
        if (!refused.isEmpty()) {
            outbox.say(new FromReplica.Returned(
                    refused.stream().mapToLong(Long::longValue).toArray()));
        }
        outbox.flush();
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
        outbox.flush();
    }

    /** An execution that has not begun. */
    private void cancelled(Execution execution) {
        if (execution.settle()) {
            deliver(
                    execution,
                    null,
                    Failure.of(FailureKind.CANCELLED, "it was cancelled before it began."),
                    System.nanoTime());
        }
    }

    private void interrupt(Execution execution, FailureKind as) {
        // One that its link has left was interrupted then. When its own timeout is over as well, it is stuck.
        if (execution.interrupt(as) || execution.orphan()) {
            execution.timer(later(cancelGraceMillis, () -> abandon(execution, as)));
        }
    }

    /** The grace is over. The thread may do anything from now on, so nothing begins beside it any more. */
    private void abandon(Execution execution, FailureKind as) {
        if (closed || !execution.settle()) {
            return;
        }
        ended(execution);
        stuck = true;
        deliver(
                execution,
                null,
                Failures.stuck(as, execution.assignment().timeoutMillis(), cancelGraceMillis, execution.stack()),
                System.nanoTime());
        outbox.flush();
        returnAll();
        Failure ends = Failure.of(FailureKind.REPLICA_LOST, "the replica ends, for a task on it does not.");
        others.all().forEach(waiting -> withdraw(waiting, ends));
        tellOthers();
        leaveIfIdle();
    }

    private void ended(Execution execution) {
        running--;
        others.ended(execution);
    }

    private void tellOthers() {
        if (others.news()) {
            outbox.say(new FromReplica.Heartbeat(inbox.held(), others.taken()));
        }
    }

    private void stop() {
        stopping = true;
        returnAll();
        leaveIfIdle();
    }

    private void returnAll() {
        long[] rest = inbox.recallAll();
        if (rest.length > 0) {
            outbox.say(new FromReplica.Returned(rest));
        }
    }

    private void leaveIfIdle() {
        Runnable told = staysUntil;
        boolean ends = told == null || stuck || draining;
        int underWay = ends ? running - others.orphans() + others.waiting() : running - others.running();
        if (closed || (left && !ends) || underWay > 0 || !(stopping || (stuck && told != null))) {
            return;
        }
        outbox.flush();
        left = true;
        if (ends) {
            closed = true;
            work.all();
            timer.shutdownNow();
        }
        outbox.say(new FromReplica.Goodbye(stopping ? "asked to stop" : "a task does not end"));
        if (ends && told != null) {
            told.run();
        }
    }

    private void deliver(Execution execution, byte @Nullable [] result, @Nullable Failure failure, long now) {
        if (execution.orphan()) {
            return;
        }
        Completion completion = execution.completion(result, failure, now);
        if (execution instanceof DirectExecution direct) {
            direct.answer(completion);
        } else {
            outbox.add(completion, now);
        }
    }

    private void flushLater() {
        var unused = later(OVERTAKEN_MILLIS, outbox::flushDue);
    }

    private Future<?> later(long millis, Runnable action) {
        return timer.schedule(() -> lock.with(action), millis, TimeUnit.MILLISECONDS);
    }

    /** The next execution for a task thread, which it waits for; null at the end. */
    @Nullable
    Execution next() {
        lock.lock();
        try {
            return begin(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends an execution, and begins the next as {@link #next} does. Null also if it was given up, or if its thread is not fit for another: then there
     * is a new one in its place.
     */
    @Nullable
    Execution next(Execution ended, Ended as, boolean fit) {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (!end(ended, as, now)) {
                return null;
            }
            if (!fit) {
                startThread();
                return null;
            }
            // A late interrupt, or a flag that the task left: the next task must not find it.
            Thread.interrupted();
            return begin(now);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Execution begin(long now) {
        boolean waited = work.await(() -> !closed && (stuck || ((paused || inbox.isDry()) && !others.waits())));
        Execution begun = closed ? null : others.waits() ? others.begin() : inbox.begin();
        if (begun != null) {
            running++;
            begun.stopTimer();
            begun.begin(Thread.currentThread(), waited ? System.nanoTime() : now);
            long timeoutMillis = begun.assignment().timeoutMillis();
            if (timeoutMillis > 0) {
                begun.timer(later(timeoutMillis, () -> interrupt(begun, FailureKind.TIMEOUT)));
            }
        }
        return begun;
    }

    private boolean end(Execution execution, Ended ended, long now) {
        if (!execution.settle()) {
            return false;
        }
        ended(execution);
        if (closed) {
            return false;
        }
        Failure failure = execution.failure(ended);
        deliver(execution, failure == null ? ended.result() : null, failure, now);
        outbox.flushSoon(execution.runNanos(now), now);
        if (ended.noMemory()) {
            outbox.flush();
            outOfMemory.run();
        }
        tellOthers();
        leaveIfIdle();
        return !closed;
    }

    /** Another task thread, in the place of one that is of no use any more. */
    void replaceThread() {
        lock.with(this::startThread);
    }

    /** A message could not be taken. The pool will miss what was lost of it. */
    private void failed(Throwable failure) {
        if (Failures.outOfMemory(failure)) {
            noMemoryAtAll();
        }
        LOG.errorf(failure, "Replica '%s': a message of its platform failed.", scope.replica());
    }

    /** Not even a failure can be told. */
    void noMemoryAtAll() {
        noMemoryAtAll.run();
    }

    private void startThread() {
        if (closed) {
            return;
        }
        threads.task(new TaskLoop(this, runner, reset, scope.replica())).start();
    }
}
