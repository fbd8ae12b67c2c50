package dev.hearth.platform.trace;

import dev.hearth.platform.run.RunHandle;
import dev.hearth.platform.run.RunRecord;
import java.util.concurrent.CompletableFuture;

/** A run that ends when the test says so. */
record EndingRun(RunRecord record, CompletableFuture<byte[]> result) implements RunHandle {
    EndingRun(RunRecord record) {
        this(record, new CompletableFuture<>());
    }

    void end() {
        result.complete(new byte[0]);
    }

    @Override
    public String id() {
        return record.id();
    }

    @Override
    public void cancel(String reason) {}
}
