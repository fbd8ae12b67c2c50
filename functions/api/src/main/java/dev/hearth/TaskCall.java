package dev.hearth;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One task call with options, not begun. Options return a new call; {@link #get} or {@link #start} runs it, once. */
public interface TaskCall<R> {
    /** Retries instead of those of the task's {@link Task#retry}. */
    TaskCall<R> retry(RetryPolicy policy);

    /** The limit of one attempt instead of {@link Task#timeoutMillis}. */
    TaskCall<R> timeout(Duration limit);

    /** The limit of waiting instead of {@link Task#queueTimeoutMillis}. */
    TaskCall<R> queueTimeout(Duration limit);

    /**
     * Runs the call and waits. Interrupting the waiting thread cancels it.
     *
     * @throws TaskFailedException if the task failed
     */
    R get();

    /** Runs the call without waiting. Cancelling the stage's future cancels the call. */
    CompletionStage<R> start();
}
