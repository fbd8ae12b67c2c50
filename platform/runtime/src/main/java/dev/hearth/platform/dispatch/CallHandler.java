package dev.hearth.platform.dispatch;

import dev.hearth.functions.link.FromReplica.Call;
import java.util.concurrent.CompletableFuture;

/** Runs the calls that tasks make to tasks of other environments. Safe for use by several threads; must not block. */
public interface CallHandler {
    /**
     * Begins the call.
     *
     * @param replica where the calling task runs
     * @param call what it asks for
     * @return the result as JSON; fails with {@link dev.hearth.TaskFailedException}. Cancelling it cancels the call.
     */
    CompletableFuture<byte[]> call(String replica, Call call);
}
