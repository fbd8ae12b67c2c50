package dev.hearth.functions.replica;

import dev.hearth.functions.binding.BadResultException;
import dev.hearth.functions.binding.FunctionCaller;
import dev.hearth.functions.binding.JsonObjects;
import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.Failure;
import dev.hearth.functions.secret.Secrets;
import org.jspecify.annotations.Nullable;

/** Calls the function of an execution on the calling thread. Safe for use by several threads. */
final class TaskRunner {
    private final FunctionCaller functions;
    private volatile int payloadLimit;
    private final Secrets secrets;
    private final Failures failures;

    /**
     * What became of a call.
     *
     * @param result null if it failed
     * @param failure null if it did not
     * @param noMemory it failed for want of memory
     */
    record Ended(byte @Nullable [] result, @Nullable Failure failure, boolean noMemory) {}

    TaskRunner(FunctionCaller functions, int payloadLimit, Secrets secrets) {
        this.functions = functions;
        this.payloadLimit = payloadLimit;
        this.secrets = secrets;
        this.failures = new Failures(secrets);
    }

    /** From now on. */
    void payloadLimit(int newLimit) {
        payloadLimit = newLimit;
    }

    Ended run(Execution execution) {
        CurrentExecution.bind(execution);
        TaskTags.begin(execution);
        try {
            Assignment assignment = execution.assignment();
            BoundArguments bound = assignment.bound();
            byte[] input = bound == null ? assignment.input() : JsonObjects.merge(bound.input(), assignment.input());
            byte[] result =
                    functions.invoke(assignment.task(), input, payloadLimit).json();
            if (!secrets.isEmpty()) {
                refuseSecrets(result);
            }
            return new Ended(result, null, false);
        } catch (Throwable t) {
            // Whatever it is, also an Error: it is the task's outcome.
            return new Ended(null, failures.of(t), Failures.outOfMemory(t));
        } finally {
            TaskTags.end();
            CurrentExecution.unbind();
        }
    }

    private void refuseSecrets(byte[] result) {
        secrets.keyIn(result).ifPresent(key -> {
            throw new BadResultException("Result: it contains the value of secret '" + key
                    + "', which must not leave the replica. Return what is made with it.");
        });
    }
}
