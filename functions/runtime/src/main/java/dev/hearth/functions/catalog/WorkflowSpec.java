package dev.hearth.functions.catalog;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * A workflow.
 *
 * @param name unique in the application: also the name of its Funqy function
 * @param method the author's method, accessible
 * @param parameters in order
 * @param resultType what its result is; {@code void} for none
 * @param triggers the events that start it, any of them
 * @param schedules the times when it starts by itself
 * @param onFailure the workflow that is started when a run of this one fails
 */
public record WorkflowSpec(
        String name,
        Method method,
        List<ParameterSpec> parameters,
        Type resultType,
        List<TriggerSpec> triggers,
        List<ScheduleSpec> schedules,
        Optional<String> onFailure) {}
