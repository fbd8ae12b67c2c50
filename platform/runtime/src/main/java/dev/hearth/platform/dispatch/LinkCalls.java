package dev.hearth.platform.dispatch;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.link.FromReplica.Call;
import dev.hearth.functions.link.ToReplica.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The calls that one replica's tasks make to other environments. Confined to the link's loop. */
public final class LinkCalls {
    private final CallHandler handler;
    private final Executor loop;
    private final Consumer<Reply> replies;
    private final Map<Long, CompletableFuture<byte[]>> pending = new HashMap<>();

    /**
     * @param loop the link's loop
     * @param replies takes the answers, on the loop
     */
    public LinkCalls(CallHandler handler, Executor loop, Consumer<Reply> replies) {
        this.handler = handler;
        this.loop = loop;
        this.replies = replies;
    }

    /** Begins a call of a task at this replica; its one answer comes later. */
    public void begin(String replica, Call call) {
        long id = call.call();
        if (pending.size() >= Tuning.MAX_CALLS) {
            replies.accept(failed(
                    id,
                    FailureKind.QUEUE_FULL,
                    "its replica has " + Tuning.MAX_CALLS + " calls to other environments under way already"));
            return;
        }
        CompletableFuture<byte[]> result;
        try {
            result = handler.call(replica, call);
        } catch (RuntimeException e) {
            result = CompletableFuture.failedFuture(e);
        }
        pending.put(id, result);
        var unused = result.whenComplete((value, failure) -> loop.execute(() -> {
            if (pending.remove(id) != null) {
                replies.accept(failure == null ? new Reply(id, value, null) : reply(id, failure));
            }
        }));
    }

    /** The caller no longer waits: no answer will come. */
    public void cancel(long id) {
        CompletableFuture<byte[]> call = pending.remove(id);
        if (call != null) {
            call.cancel(true);
        }
    }

    /** Nobody waits for anything any more. */
    public void cancelAll() {
        List<CompletableFuture<byte[]>> calls = List.copyOf(pending.values());
        pending.clear();
        calls.forEach(call -> call.cancel(true));
    }

    private static Reply reply(long id, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TaskFailedException failed) {
            return new Reply(
                    id,
                    null,
                    new Failure(failed.kind(), String.valueOf(failed.getMessage()), failed.remoteTrace(), false));
        }
        if (cause instanceof CancellationException) {
            return failed(id, FailureKind.CANCELLED, "the call was cancelled");
        }
        return failed(id, FailureKind.ERROR, String.valueOf(cause));
    }

    private static Reply failed(long id, FailureKind kind, String message) {
        return new Reply(id, null, Failure.of(kind, message));
    }
}
