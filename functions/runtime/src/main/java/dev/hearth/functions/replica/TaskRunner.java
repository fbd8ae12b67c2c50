package dev.hearth.functions.replica;

import dev.hearth.functions.binding.FunctionCaller;
import dev.hearth.functions.binding.JsonObjects;
import dev.hearth.functions.link.Assignment;
import dev.hearth.functions.link.BoundArguments;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Calls the function of an execution on the calling thread. Safe for use by several threads. */
final class TaskRunner {
    private final FunctionCaller functions;
    private final int payloadLimit;

    /** A result, or what was thrown. */
    record Ended(byte @Nullable [] result, @Nullable Throwable thrown) {}

    TaskRunner(FunctionCaller functions, int payloadLimit) {
        this.functions = functions;
        this.payloadLimit = payloadLimit;
    }

    Ended run(Execution execution) {
        CurrentExecution.bind(execution);
        tag(execution);
        try {
            Assignment assignment = execution.assignment();
            BoundArguments bound = assignment.bound();
            byte[] input = bound == null ? assignment.input() : JsonObjects.merge(bound.input(), assignment.input());
            return new Ended(
                    functions.invoke(assignment.task(), input, payloadLimit).json(), null);
        } catch (Throwable t) {
            // Whatever it is, also an Error: it is the task's outcome.
            return new Ended(null, t);
        } finally {
            // Also what the task itself has put there.
            MDC.clear();
            CurrentExecution.unbind();
        }
    }

    private static void tag(Execution execution) {
        MDC.put("run", execution.runId());
        MDC.put("task", execution.task());
        MDC.put("attempt", execution.attempt());
        MDC.put("replica", execution.replica());
    }
}
