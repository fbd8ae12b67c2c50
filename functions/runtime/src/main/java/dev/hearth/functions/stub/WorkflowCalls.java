package dev.hearth.functions.stub;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds each call of a workflow's method on a bean, whoever calls it. At most one bean has this type; without one the
 * method just runs. Safe for use by several threads.
 */
public interface WorkflowCalls {
    /**
     * Surrounds one call.
     *
     * @param workflow the workflow's name
     * @param arguments of the method
     * @param body runs the method
     * @return the workflow's result
     */
    @Nullable
    Object around(String workflow, @Nullable Object[] arguments, Callable<@Nullable Object> body) throws Exception;
}
