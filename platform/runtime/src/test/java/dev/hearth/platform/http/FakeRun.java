package dev.hearth.platform.http;

import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A run that ends when it is told to. */
final class FakeRun implements RunHandle {
    private final String id = UUID.randomUUID().toString();
    private final String kind;
    private final String name;
    private final Instant started = Instant.now();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile String state = "running";
    private volatile Runnable cancelled = () -> {};

    FakeRun(String kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    void succeed(byte[] json) {
        state = "succeeded";
        result.complete(json);
    }

    void fail(Throwable e) {
        state = state.equals("cancelled") ? state : "failed";
        result.completeExceptionally(e);
    }

    void settled(boolean failure) {
        submitted.incrementAndGet();
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
        result.completeExceptionally(new CancellationException("Run '" + id + "' was cancelled: " + reason + "."));
        cancelled.run();
    }

    @Override
    public RunRecord record() {
        long all = submitted.get();
        return new RunRecord(
                id,
                kind,
                name,
                "http",
                state,
                started,
                result.isDone() ? Optional.of(started.plusMillis(10)) : Optional.empty(),
                Optional.empty(),
                new MapProgress(all, all - failed.get(), failed.get(), 0, 0),
                List.of());
    }
}
