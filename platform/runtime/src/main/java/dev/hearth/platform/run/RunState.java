package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import java.time.Instant;
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

    private final String id;
    private final String kind;
    private final String name;
    private final RunRequest request;
    private final Instant started = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final List<StepState> steps = new ArrayList<>();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final AtomicInteger taskCalls = new AtomicInteger();
    private volatile String traceparent = "";
    private @Nullable Instant ended;
    private @Nullable Future<?> worker;
    private @Nullable String cancelReason;
    private String state = "running";
    private Optional<String> failure = Optional.empty();

    RunState(String id, String kind, String name, RunRequest request) {
        this.id = id;
        this.kind = kind;
        this.name = name;
        this.request = request;
    }

    @Override
    public String id() {
        return id;
    }

    String kind() {
        return kind;
    }

    String name() {
        return name;
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

    /** The next ordinal of the calls that tasks of this run make to other environments; they have no order of their own. */
    StepId nextTaskCall() {
        return new StepId("/task/", taskCalls.getAndIncrement());
    }

    StepState step(StepId stepId, String task, boolean map) {
        StepState step = new StepState(stepId, task, map, startedNanos);
        synchronized (this) {
            if (steps.size() < MAX_STEPS) {
                steps.add(step);
            }
        }
        return step;
    }

    /** The thread that works on the run, so that a cancel can interrupt it. */
    void worker(Future<?> future) {
        boolean cancel;
        synchronized (this) {
            worker = future;
            cancel = cancelReason != null;
        }
        if (cancel) {
            future.cancel(true);
        }
    }

    @Override
    public void cancel(String reason) {
        Future<?> interrupt;
        synchronized (this) {
            if (ended != null || cancelReason != null) {
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

    void succeeded(byte[] value) {
        if (end("succeeded", Optional.empty())) {
            result.complete(value);
        }
    }

    void failed(Throwable cause) {
        String reason;
        synchronized (this) {
            reason = cancelReason;
        }
        Throwable shown = reason == null
                ? cause
                : new TaskFailedException(
                        FailureKind.CANCELLED, "Run '" + id + "' of '" + name + "' was cancelled: " + reason, "");
        if (end(reason == null ? "failed" : "cancelled", Optional.of(String.valueOf(shown.getMessage())))) {
            result.completeExceptionally(shown);
        }
    }

    private synchronized boolean end(String newState, Optional<String> why) {
        if (ended != null) {
            return false;
        }
        ended = Instant.now();
        state = newState;
        failure = why;
        return true;
    }

    synchronized boolean running() {
        return ended == null;
    }

    @Override
    public synchronized RunRecord record() {
        MapProgress progress = MapProgress.NONE;
        List<StepRecord> records = new ArrayList<>(steps.size());
        for (StepState step : steps) {
            StepRecord record = step.record();
            records.add(record);
            progress = progress.plus(record.progress());
        }
        return new RunRecord(
                id,
                kind,
                name,
                request.origin(),
                state,
                started,
                Optional.ofNullable(ended),
                failure,
                progress,
                List.copyOf(records));
    }
}
