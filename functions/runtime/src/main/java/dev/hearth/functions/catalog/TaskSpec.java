package dev.hearth.functions.catalog;

import dev.hearth.RetryPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;

/**
 * A task.
 *
 * @param name full name, {@code <environment>.<task>}: also the name of its Funqy function
 * @param environment its environment's name
 * @param method the author's method, accessible
 * @param parameters in order
 * @param resultType what its JSON result is mapped to; {@code void} for none; the argument of a Uni or CompletionStage
 * @param async the method returns a Uni or CompletionStage
 * @param timeout of one attempt; zero: none
 * @param queueTimeout of waiting; zero: none
 */
public record TaskSpec(
        String name,
        String environment,
        Method method,
        List<ParameterSpec> parameters,
        Type resultType,
        boolean async,
        RetryPolicy retry,
        Duration timeout,
        Duration queueTimeout) {}
