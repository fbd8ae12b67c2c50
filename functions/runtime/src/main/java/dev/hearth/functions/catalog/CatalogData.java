package dev.hearth.functions.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What the build found, in a form that it can write down: classes by name, so that a start loads none of them.
 *
 * @param applicationName the application's name
 * @param version digest of the specification and of the application's build
 * @param environments before the deployment's overrides
 */
public record CatalogData(
        String applicationName,
        String version,
        List<EnvironmentSpec> environments,
        List<TaskData> tasks,
        List<WorkflowData> workflows) {

    /** A task and the class whose bean runs it, which may inherit the method. */
    public record TaskData(
            String name,
            String environment,
            String beanClass,
            MethodData method,
            int retries,
            long delayMillis,
            double factor,
            long maxDelayMillis,
            long timeoutMillis,
            long queueTimeoutMillis) {}

    /** A workflow. */
    public record WorkflowData(
            String name,
            MethodData method,
            List<TriggerSpec> triggers,
            List<ScheduleSpec> schedules,
            Optional<String> onFailure) {}

    /** A method of a class. */
    public record MethodData(String declaringClass, String name, List<ParameterData> parameters) {}

    /** A parameter: its raw type is a primitive's name or a binary name as {@link Class#forName(String)} takes it. */
    public record ParameterData(String name, String rawType, Optional<String> defaultJson) {}
}
