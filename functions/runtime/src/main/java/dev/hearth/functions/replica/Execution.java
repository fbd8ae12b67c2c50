package dev.hearth.functions.replica;

import dev.hearth.FailureKind;
import dev.hearth.TaskContext;
import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica.Completion;
import dev.hearth.functions.replica.TaskRunner.Ended;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** One attempt of one element in this replica. The engine's lock guards its state. */
class Execution implements TaskContext {
    // Not objects of their own, as most elements count nothing.
    private static final AtomicIntegerFieldUpdater<Execution> HITS =
            AtomicIntegerFieldUpdater.newUpdater(Execution.class, "cacheHits");
    private static final AtomicIntegerFieldUpdater<Execution> MISSES =
            AtomicIntegerFieldUpdater.newUpdater(Execution.class, "cacheMisses");

    private volatile int cacheHits;
    private volatile int cacheMisses;

    private final Assignment assignment;
    private final ReplicaScope scope;

    /** Its neighbours among those that wait; the inbox's. */
    @Nullable
    Execution previous;

    @Nullable
    Execution next;

    boolean waits;

    // The rest is guarded by the engine's lock, but for what the task itself reads.
    private @Nullable Thread thread;
    private @Nullable Future<?> timer;
    private long begunNanos;
    private volatile @Nullable Instant deadline;
    private volatile @Nullable FailureKind interruptedAs;
    private boolean settled;
    private boolean orphan;

    Execution(Assignment assignment, ReplicaScope scope) {
        this.assignment = assignment;
        this.scope = scope;
    }

    Assignment assignment() {
        return assignment;
    }

    /** Its number in the pool that it came from. */
    long lease() {
        return assignment.lease();
    }

    ReplicaScope scope() {
        return scope;
    }

    void countHit() {
        HITS.incrementAndGet(this);
    }

    void countMiss() {
        MISSES.incrementAndGet(this);
    }

    /** Begins on a thread, now on the clock of {@link System#nanoTime}. */
    void begin(Thread on, long now) {
        thread = on;
        begunNanos = now;
        if (assignment.timeoutMillis() > 0) {
            deadline = Instant.now().plusMillis(assignment.timeoutMillis());
        }
    }

    /** What will interrupt it, or end its wait, in place of any before it; to be called off when it ends. */
    void timer(Future<?> newTimer) {
        stopTimer();
        timer = newTimer;
    }

    void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** Interrupts its thread; false if it runs no more, or has been interrupted before. */
    boolean interrupt(FailureKind as) {
        if (settled || interruptedAs != null || thread == null) {
            return false;
        }
        interruptedAs = as;
        thread.interrupt();
        return true;
    }

    /** Ends it; false if it has ended before. No interrupt comes afterwards. */
    boolean settle() {
        if (settled) {
            return false;
        }
        settled = true;
        stopTimer();
        return true;
    }

    /** Nobody waits for it any more: its link is gone. */
    void abandonedByItsLink() {
        orphan = true;
    }

    boolean orphan() {
        return orphan;
    }

    boolean settled() {
        return settled;
    }

    boolean begun() {
        return thread != null;
    }

    /** What it has failed with, now that it has ended; null if it has not. */
    @Nullable
    Failure failure(Ended ended) {
        FailureKind as = interruptedAs;
        // Also if it returned something: an interrupted task may have done half its work.
        return as == null ? ended.failure() : Failures.interrupted(as, assignment.timeoutMillis(), ended.failure());
    }

    boolean interrupted() {
        return interruptedAs != null;
    }

    /** How long it has run, at a time on the clock of {@link System#nanoTime}; 0 if it has not begun. */
    long runNanos(long now) {
        return thread == null ? 0 : now - begunNanos;
    }

    /** What became of it, at a time on that clock. */
    Completion completion(byte @Nullable [] result, @Nullable Failure failure, long now) {
        return new Completion(assignment.lease(), result, failure, runNanos(now), cacheHits, cacheMisses);
    }

    StackTraceElement[] stack() {
        return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    }

    @Override
    public String runId() {
        return assignment.run();
    }

    @Override
    public Optional<String> traceparent() {
        return assignment.trace().isEmpty() ? Optional.empty() : Optional.of(assignment.trace());
    }

    @Override
    public String task() {
        return assignment.task();
    }

    @Override
    public int attempt() {
        return assignment.attempt();
    }

    @Override
    public long index() {
        return assignment.index();
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    @Override
    public String environment() {
        return scope.environment();
    }

    @Override
    public Map<String, String> variables() {
        return scope.variables();
    }

    @Override
    public String secret(String key) {
        return scope.secrets().get(environment(), key);
    }

    @Override
    public String replica() {
        return scope.replica();
    }

    @Override
    public System.Logger logger() {
        return System.getLogger(task());
    }
}
