package dev.hearth.platform.http;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRecord;
import dev.hearth.platform.run.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A run that ends when it is told to. */
final class FakeRun implements RunHandle {
    private final String id = UUID.randomUUID().toString();
    private final String kind;
    private final String name;
    private final RunRequest request;
    private final Instant started = Instant.now();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private volatile String state = "running";
    private volatile Optional<String> failure = Optional.empty();
    private volatile Runnable cancelled = () -> {};

    /** What it was asked for with. */
    volatile String input = "";

    /** Of a durable map: its elements, in order. */
    final List<byte[]> elements = new CopyOnWriteArrayList<>();

    FakeRun(String kind, String name, RunRequest request) {
        this.kind = kind;
        this.name = name;
        this.request = request;
    }

    RunRequest request() {
        return request;
    }

    void succeed(byte[] json) {
        if (state.equals("running")) {
            state = "succeeded";
            result.complete(json);
        }
    }

    void fail(Throwable e) {
        state = state.equals("cancelled") ? state : "failed";
        failure = Optional.of(String.valueOf(e.getMessage()));
        result.completeExceptionally(e);
    }

    void submitted() {
        submitted.incrementAndGet();
    }

    void settled(boolean failure) {
        settled.incrementAndGet();
        failed.addAndGet(failure ? 1 : 0);
    }

    void whenCancelled(Runnable action) {
        cancelled = action;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public CompletableFuture<byte[]> result() {
        return result;
    }

    @Override
    public void cancel(String reason) {
        state = "cancelled";
        result.completeExceptionally(
                new TaskFailedException(FailureKind.CANCELLED, "Run '" + id + "' was cancelled: " + reason + ".", ""));
        cancelled.run();
    }

    @Override
    public RunRecord record() {
        long all = submitted.get();
        long done = settled.get();
        return new RunRecord(
                id,
                kind,
                name,
                request.origin(),
                state,
                started,
                result.isDone() ? Optional.of(started.plusMillis(10)) : Optional.empty(),
                failure,
                new MapProgress(all, done - failed.get(), failed.get(), 0, all - done),
                List.of());
    }
}
