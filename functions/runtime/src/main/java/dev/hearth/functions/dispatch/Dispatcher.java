package dev.hearth.functions.dispatch;

import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.link.CallOptions;
import java.util.concurrent.CompletableFuture;

/**
 * Brings a task call to a replica of its environment. The platform implements it with its pools, a replica's process with its
 * link. One bean of this type exists in each role. Safe for use by several threads.
 */
public interface Dispatcher {
    /**
     * Calls a task, and waits for it; a caller of a task that is asynchronous need not.
     *
     * @param task the task
     * @param input its arguments, a JSON object
     * @param options what this call sets instead of what the task declares
     * @return the result as JSON; fails with {@link dev.hearth.TaskFailedException}. Cancelling it cancels the call.
     */
    CompletableFuture<byte[]> call(TaskSpec task, byte[] input, CallOptions options);

    /**
     * The same for a caller that goes on meanwhile. Of the callers of {@link #call} a pool may assume that they do nothing before they have the result.
     */
    default CompletableFuture<byte[]> start(TaskSpec task, byte[] input, CallOptions options) {
        return call(task, input, options);
    }
}
