package dev.hearth.functions.replica;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.dispatch.Dispatcher;
import dev.hearth.functions.link.CallOptions;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica;
import dev.hearth.functions.link.ToReplica;
import dev.hearth.functions.secret.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How calls to tasks of other environments leave a replica: over its link. Safe for use by several threads. */
final class LinkDispatcher implements Dispatcher {
    /** Calls that wait for their answer, at most. */
    static final int MOST_PENDING = 10_000;

    private final Consumer<FromReplica> out;
    private final Executor completions;
    private final int payloadLimit;
    private final Secrets secrets;
    private final AtomicLong lastCall = new AtomicLong();
    private final Map<Long, CompletableFuture<byte[]>> pending = new ConcurrentHashMap<>();
    private volatile @Nullable String closed;

    /**
     * @param out takes messages for the platform
     * @param completions completes calls: what the caller hung on them must not run on the link's event loop
     * @param payloadLimit the largest input in bytes
     * @param secrets what no input may contain
     */
    LinkDispatcher(Consumer<FromReplica> out, Executor completions, int payloadLimit, Secrets secrets) {
        this.out = out;
        this.completions = completions;
        this.payloadLimit = payloadLimit;
        this.secrets = secrets;
    }

    @Override
    public CompletableFuture<byte[]> call(TaskSpec task, byte[] input, CallOptions options) {
        return send(task, input, options, task.async() ? CurrentExecution.NO_LEASE : CurrentExecution.lease());
    }

    @Override
    public CompletableFuture<byte[]> start(TaskSpec task, byte[] input, CallOptions options) {
        return send(task, input, options, CurrentExecution.NO_LEASE);
    }

    private CompletableFuture<byte[]> send(TaskSpec task, byte[] input, CallOptions options, long waiting) {
        if (input.length > payloadLimit) {
            return failed(
                    FailureKind.BAD_INPUT,
                    task,
                    "its input of " + input.length + " bytes is over the limit of " + payloadLimit
                            + " bytes. Pass less, or raise hearth.dispatch.payload-limit.");
        }
        Optional<String> secret = secrets.isEmpty() ? Optional.empty() : secrets.keyIn(input);
        if (secret.isPresent()) {
            return failed(
                    FailureKind.BAD_INPUT,
                    task,
                    "its input contains the value of secret '" + secret.get()
                            + "', which must not leave the replica. Let the called task's environment request the secret.");
        }
        if (pending.size() >= MOST_PENDING) {
            return failed(
                    FailureKind.QUEUE_FULL,
                    task,
                    MOST_PENDING + " calls of this replica wait for their answer already.");
        }
        long call = lastCall.incrementAndGet();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        pending.put(call, answer);
        String reason = closed;
        if (reason != null) {
            pending.remove(call);
            return failed(FailureKind.CANCELLED, task, "the link to the platform is closed: " + reason);
        }
        out.accept(new FromReplica.Call(call, CurrentExecution.run().orElse(""), task.name(), input, options, waiting));
        var unused = answer.whenComplete((result, failure) -> {
            if (answer.isCancelled() && pending.remove(call) != null) {
                out.accept(new FromReplica.CancelCall(call));
            }
        });
        return answer;
    }

    void answered(ToReplica.Reply reply) {
        CompletableFuture<byte[]> answer = pending.remove(reply.call());
        // A call that was cancelled has gone.
        if (answer == null) {
            return;
        }
        byte[] result = reply.result();
        Failure failure = reply.failure();
        completions.execute(() -> {
            if (result != null) {
                answer.complete(result);
            } else if (failure != null) {
                answer.completeExceptionally(
                        new TaskFailedException(failure.kind(), failure.message(), failure.trace()));
            } else {
                answer.completeExceptionally(
                        new TaskFailedException(FailureKind.ERROR, "The platform's answer was empty.", ""));
            }
        });
    }

    /** The link is gone: no answer will come. */
    void close(String reason) {
        closed = reason;
        TaskFailedException failure = new TaskFailedException(
                FailureKind.CANCELLED, "Task call: the link to the platform is closed: " + reason, "");
        for (Long call : List.copyOf(pending.keySet())) {
            CompletableFuture<byte[]> answer = pending.remove(call);
            if (answer != null) {
                completions.execute(() -> answer.completeExceptionally(failure));
            }
        }
    }

    private static CompletableFuture<byte[]> failed(FailureKind kind, TaskSpec task, String why) {
        return CompletableFuture.failedFuture(new TaskFailedException(kind, "Task '" + task.name() + "': " + why, ""));
    }
}
