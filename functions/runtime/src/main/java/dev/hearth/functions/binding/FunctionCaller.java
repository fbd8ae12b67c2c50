package dev.hearth.functions.binding;

/** Calls a function of the application by its name. */
@FunctionalInterface
public interface FunctionCaller {
    /**
     * Calls a function and waits for its result. Interruptible as far as the function is.
     *
     * @param function the full name of a task, or the name of a workflow
     * @param input its parameters, a JSON object
     * @param resultLimit the largest result in bytes
     * @throws BadInputException if the input does not fit
     * @throws BadResultException if the result cannot be written, or is over the limit
     * @throws InterruptedException if the thread is interrupted while it waits for an asynchronous result
     * @throws Exception what the function threw
     */
    FunctionResult invoke(String function, byte[] input, int resultLimit) throws Exception;
}
