package dev.hearth.platform.run;

import dev.hearth.RetryPolicy;
import dev.hearth.TaskCall;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.dispatch.Dispatchers;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.replica.CurrentExecution;
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
    private final JsonBinding json;
    private final WorkflowThreads threads;
    private final Supplier<? extends R> call;
    private final CallOptions options;

    CallJob(JsonBinding json, WorkflowThreads threads, Supplier<? extends R> call, CallOptions options) {
        this.json = json;
        this.threads = threads;
        this.call = call;
        this.options = options;
    }

    private TaskCall<R> with(CallOptions changed) {
        return new CallJob<>(json, threads, call, changed);
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
        return (R) Stubs.call(recorded.task().name(), recorded.arguments(), options);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public CompletionStage<R> start() {
        RecordedCall recorded = Recording.record("call", call);
        TaskSpec task = recorded.task();
        if (inPlace(task)) {
            return CompletableFuture.completedFuture((R) Stubs.call(task.name(), recorded.arguments()));
        }
        CompletableFuture<byte[]> sent = dispatch(task, recorded);
        CompletableFuture<R> result =
                sent.thenApplyAsync(bytes -> (R) Returned.as(task, decode(task, bytes)), threads.branches());
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                sent.cancel(true);
            }
        });
        return result;
    }

    private CompletableFuture<byte[]> dispatch(TaskSpec task, RecordedCall recorded) {
        return Dispatchers.current()
                .start(task, json.encodeArguments(task.parameters(), recorded.arguments()), options);
    }

    private @Nullable Object decode(TaskSpec task, byte[] bytes) {
        return json.decode(task.resultType(), bytes);
    }

    private static boolean inPlace(TaskSpec task) {
        return CurrentExecution.environment().filter(task.environment()::equals).isPresent();
    }
}
