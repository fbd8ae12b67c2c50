package dev.hearth.platform.dispatch;

import dev.hearth.functions.link.CallOptions;
import java.util.concurrent.CompletableFuture;

/** Runs the calls that tasks make to tasks of other environments. Safe for use by several threads; must not block. */
public interface CallHandler {
    /**
     * Begins the call.
     *
     * @param run the calling task's run
     * @param task the called task's full name
     * @param input its arguments, a JSON object
     * @param options what the call sets instead of what the task declares
     * @return the result as JSON; fails with {@link dev.hearth.TaskFailedException}. Cancelling it cancels the call.
     */
    CompletableFuture<byte[]> call(String run, String task, byte[] input, CallOptions options);
}
