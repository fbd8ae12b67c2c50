package dev.hearth.functions.stub;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.dispatch.BriefWait;
import dev.hearth.functions.dispatch.Dispatchers;
import dev.hearth.functions.link.CallOptions;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.Type;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Calls of tasks that run elsewhere. */
@Singleton
class RemoteCalls {
    private static final BriefWait WAIT = new BriefWait();

    private final JsonBinding json;

    @Inject
    RemoteCalls(JsonBinding json) {
        this.json = json;
    }

    @Nullable
    Object call(TaskSpec task, @Nullable Object[] arguments, CallOptions options) {
        if (!task.async() && Context.isOnEventLoopThread()) {
            throw new IllegalStateException("Task '" + task.name() + "': it was called on the event loop thread '"
                    + Thread.currentThread().getName() + "', which must not wait. "
                    + "Call it from a worker thread (@Blocking), or let the task return a Uni or CompletionStage.");
        }
        CompletableFuture<byte[]> reply =
                Dispatchers.current().call(task, json.encodeArguments(task.parameters(), arguments), options);
        if (task.async()) {
            CompletableFuture<@Nullable Object> result = decoded(task, reply);
            return task.method().getReturnType() == Uni.class ? Uni.createFrom().completionStage(result) : result;
        }
        return decode(task, await(task, reply));
    }

    private CompletableFuture<@Nullable Object> decoded(TaskSpec task, CompletableFuture<byte[]> reply) {
        CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
        // On a worker: what the caller hangs on the result may block, and the reply comes on the pool's event loop.
        reply.whenCompleteAsync(
                (bytes, failure) -> {
                    try {
                        if (failure != null) {
                            result.completeExceptionally(cause(failure));
                        } else {
                            result.complete(decode(task, bytes));
                        }
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                },
                Infrastructure.getDefaultWorkerPool());
        // A stage that depends on another does not cancel it by itself.
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                reply.cancel(true);
            }
        });
        return result;
    }

    private static byte[] await(TaskSpec task, CompletableFuture<byte[]> reply) {
        long begun = System.nanoTime();
        try {
            WAIT.stayAwake(reply::isDone);
            byte[] result = reply.get();
            WAIT.took(System.nanoTime() - begun);
            return result;
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw cancelled(task, "the thread that waited for it was interrupted");
        } catch (CancellationException e) {
            throw cancelled(task, "its run was cancelled");
        } catch (ExecutionException e) {
            throw Rethrow.unchecked(cause(e));
        }
    }

    private static TaskFailedException cancelled(TaskSpec task, String reason) {
        return new TaskFailedException(
                FailureKind.CANCELLED, "Task '" + task.name() + "': cancelled, because " + reason + ".", "");
    }

    private @Nullable Object decode(TaskSpec task, byte[] result) {
        Type type = task.resultType();
        return type == void.class || type == Void.class ? null : json.decode(type, result);
    }

    private static Throwable cause(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && failure.getCause() != null ? failure.getCause() : failure;
    }
}
