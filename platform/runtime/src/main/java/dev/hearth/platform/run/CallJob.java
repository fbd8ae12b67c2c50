package dev.hearth.platform.run;

import dev.hearth.RetryPolicy;
import dev.hearth.TaskCall;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.replica.CurrentExecution;
import dev.hearth.functions.stub.Dispatcher;
import dev.hearth.functions.stub.RecordedCall;
import dev.hearth.functions.stub.Recording;
import dev.hearth.functions.stub.Stubs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call with options. Immutable. */
final class CallJob<R> implements TaskCall<R> {
    private final MapBackend backend;
    private final Dispatcher dispatcher;
    private final WorkflowThreads threads;
    private final Supplier<? extends R> call;
    private final CallOptions options;

    CallJob(
            MapBackend backend,
            Dispatcher dispatcher,
            WorkflowThreads threads,
            Supplier<? extends R> call,
            CallOptions options) {
        this.backend = backend;
        this.dispatcher = dispatcher;
        this.threads = threads;
        this.call = call;
        this.options = options;
    }

    private TaskCall<R> with(CallOptions changed) {
        return new CallJob<>(backend, dispatcher, threads, call, changed);
    }

    @Override
    public TaskCall<R> retry(RetryPolicy policy) {
        return with(new CallOptions(Optional.of(policy), options.timeout(), options.queueTimeout()));
    }

    @Override
    public TaskCall<R> timeout(Duration limit) {
        return with(new CallOptions(options.retry(), Optional.of(limit), options.queueTimeout()));
    }

    @Override
    public TaskCall<R> queueTimeout(Duration limit) {
        return with(new CallOptions(options.retry(), options.timeout(), Optional.of(limit)));
    }

    @Override
    // The recorded call is the one whose result type R is, and that may be null.
    @SuppressWarnings({"unchecked", "NullAway"})
    public R get() {
        RecordedCall recorded = Recording.record("call", call);
        TaskSpec task = backend.catalog().task(recorded.task());
        if (inPlace(task)) {
            return (R) Stubs.call(task.name(), recorded.arguments());
        }
        return (R) Returned.as(task, decode(task, Stubs.join(task, dispatch(task, recorded))));
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public CompletionStage<R> start() {
        RecordedCall recorded = Recording.record("call", call);
        TaskSpec task = backend.catalog().task(recorded.task());
        if (inPlace(task)) {
            return CompletableFuture.completedFuture((R) Stubs.call(task.name(), recorded.arguments()));
        }
        CompletableFuture<byte[]> sent = dispatch(task, recorded);
        CompletableFuture<R> result =
                sent.thenApplyAsync(json -> (R) Returned.as(task, decode(task, json)), threads.branches());
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                sent.cancel(true);
            }
        });
        return result;
    }

    private CompletableFuture<byte[]> dispatch(TaskSpec task, RecordedCall recorded) {
        return dispatcher.call(task, backend.json().encodeArguments(task.parameters(), recorded.arguments()), options);
    }

    private @Nullable Object decode(TaskSpec task, byte[] json) {
        return backend.json().decode(task.resultType(), json);
    }

    private static boolean inPlace(TaskSpec task) {
        return CurrentExecution.environment().filter(task.environment()::equals).isPresent();
    }
}
