package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import dev.hearth.platform.journal.FencedException;
import dev.hearth.platform.journal.RunEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A run while it goes on, and afterwards. Safe for use by several threads. */
final class RunState implements RunHandle {
    /** Steps whose records are kept. A workflow may have more; they run all the same. */
    static final int MAX_STEPS = 1000;

    private static final String TASK_CALLS = "/task/";

    private final String id;
    private final Asked asked;
    private final RunRequest request;
    private final RunLog log;
    private final Instant started;
    private final long startedNanos;
    private final List<StepState> steps = new ArrayList<>();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final CompletableFuture<Void> abandoned = new CompletableFuture<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private final AtomicInteger taskCalls = new AtomicInteger();
    private boolean ending;
    private volatile Runnable whenFenced = () -> {};
    private volatile String traceparent = "";
    private @Nullable Instant ended;
    private @Nullable Future<?> worker;
    private @Nullable String cancelReason;
    private String state = "running";
    private Optional<String> failure = Optional.empty();

    /** A run that nobody journals and that starts now. */
    RunState(String id, Asked asked, RunRequest request) {
        this(id, asked, request, RunLog.NONE, now());
    }

    RunState(String id, Asked asked, RunRequest request, RunLog log, Instant started) {
        this.id = id;
        this.asked = asked;
        this.request = request;
        this.log = log;
        this.started = started;
        if (log != RunLog.NONE) {
            log.whenChanged(this::failed);
        }
        // Of a run that goes on, the time when no platform was there counts too.
        this.startedNanos =
                System.nanoTime() - Duration.between(started, Instant.now()).toNanos();
    }

    /** As exact as the journal has it, so that a run's place in a list is the same from memory and from there. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String id() {
        return id;
    }

    String kind() {
        return asked.kind();
    }

    String name() {
        return asked.name();
    }

    Asked asked() {
        return asked;
    }

    RunRequest request() {
        return request;
    }

    /** What its tasks are told of its trace; empty: nothing. */
    String traceparent() {
        return traceparent;
    }

    /** To be called before its first step. */
    void inTrace(String newTraceparent) {
        traceparent = newTraceparent;
    }

    @Override
    public CompletableFuture<byte[]> result() {
        return result;
    }

    RunLog log() {
        return log;
    }

    Instant started() {
        return started;
    }

    /** The next ordinal of the calls that tasks of this run make to other environments; they have no order of their own. */
    StepId nextTaskCall() {
        return new StepId(TASK_CALLS, taskCalls.getAndIncrement());
    }

    StepState step(StepId stepId, String task, boolean map) {
        StepState step = new StepState(stepId, task, map, startedNanos);
        synchronized (this) {
            if (steps.size() < MAX_STEPS) {
                steps.add(step);
            }
        }
        if (journals(stepId)) {
            log.awaitWritten();
            if (map) {
                step.log(log.map(stepId, task, step.startedMicros()));
            }
        }
        return step;
    }

    /** Whether a step is the workflow's own, which the same code makes again, and there is a journal for it. */
    boolean journals(StepId stepId) {
        return log.durable() && !stepId.path().equals(TASK_CALLS);
    }

    /** The thread that works on the run, so that a cancel can interrupt it. */
    void worker(Future<?> future) {
        boolean cancel;
        synchronized (this) {
            worker = future;
            cancel = cancelReason != null || abandoned.isDone();
        }
        if (cancel) {
            future.cancel(true);
        }
    }

    @Override
    public void cancel(String reason) {
        Future<?> interrupt;
        synchronized (this) {
            if (ending || cancelReason != null) {
                return;
            }
            cancelReason = reason;
            interrupt = worker;
        }
        if (interrupt != null) {
            interrupt.cancel(true);
        }
        failed(new CancellationException(reason));
    }

    /**
     * Leaves the run to another platform: here it stops without an end. Its work is interrupted.
     *
     * @return completes when nobody works on it here any more
     */
    CompletableFuture<Void> abandon() {
        Future<?> interrupt;
        synchronized (this) {
            ending = true;
            interrupt = worker;
        }
        if (interrupt != null) {
            interrupt.cancel(true);
        }
        abandoned.complete(null);
        return left;
    }

    /** Who is told when the journal takes nothing of the run any more, because others have taken it over. */
    void whenFenced(Runnable listener) {
        whenFenced = listener;
    }

    /** Completes if the run is left to another platform. */
    CompletableFuture<Void> abandoned() {
        return abandoned;
    }

    /** Nobody works on it any more. */
    void left() {
        left.complete(null);
    }

    /** It was left to another platform, and has ended there. */
    void endedElsewhere(RunRecord record, byte @Nullable [] value, @Nullable Throwable why) {
        told(
                record.state(),
                record.ended().orElseGet(RunState::now),
                record.failure(),
                value == null ? new byte[0] : value,
                why);
    }

    void succeeded(byte[] value) {
        try {
            log.checkComplete();
        } catch (ChangedWorkflowException changed) {
            return;
        }
        end("succeeded", Optional.empty(), value, null);
    }

    void failed(Throwable cause) {
        String reason;
        synchronized (this) {
            reason = cancelReason;
        }
        Throwable shown = reason == null
                ? cause
                : new TaskFailedException(
                        FailureKind.CANCELLED, "Run '" + id + "' of '" + name() + "' was cancelled: " + reason, "");
        end(
                reason == null ? "failed" : "cancelled",
                Optional.of(String.valueOf(shown.getMessage())),
                new byte[0],
                shown);
    }

    /** The first end counts. It is told once it is journalled. */
    private void end(String newState, Optional<String> why, byte[] value, @Nullable Throwable shown) {
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
        }
        Instant now = now();
        Optional<FailureKind> failureKind =
                shown instanceof TaskFailedException task ? Optional.of(task.kind()) : Optional.empty();
        MapProgress all = progress();
        RunEnd end = new RunEnd(
                newState,
                now,
                shown == null ? value : null,
                failureKind,
                why,
                new RunEnd.Elements(all.submitted(), all.succeeded(), all.failed(), all.retried()));
        log.ended(end).whenComplete((done, refused) -> {
            if (refused instanceof FencedException) {
                whenFenced.run();
                return;
            }
            if (refused == null) {
                told(newState, now, why, value, shown);
            } else {
                told("failed", now, Optional.of(String.valueOf(refused.getMessage())), value, refused);
                log.endedWithout(refused, end);
            }
        });
    }

    private void told(String newState, Instant at, Optional<String> why, byte[] value, @Nullable Throwable shown) {
        synchronized (this) {
            ended = at;
            state = newState;
            failure = why;
        }
        if (shown == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(shown);
        }
    }

    synchronized boolean running() {
        return ended == null;
    }

    private synchronized MapProgress progress() {
        MapProgress progress = MapProgress.NONE;
        for (StepState step : steps) {
            progress = progress.plus(step.progress());
        }
        return progress;
    }

    @Override
    public synchronized RunRecord record() {
        List<StepRecord> records = new ArrayList<>(steps.size());
        for (StepState step : steps) {
            records.add(step.record());
        }
        return new RunRecord(
                id,
                kind(),
                name(),
                request.origin(),
                state,
                started,
                Optional.ofNullable(ended),
                failure.or(this::waiting),
                progress(),
                List.copyOf(records));
    }

    private Optional<String> waiting() {
        return ended == null
                ? log.trouble().map(why -> "waits for the journal, which cannot be written: " + why)
                : Optional.empty();
    }
}
