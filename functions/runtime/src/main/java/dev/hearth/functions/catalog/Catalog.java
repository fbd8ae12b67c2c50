package dev.hearth.functions.catalog;

import dev.hearth.RetryPolicy;
import dev.hearth.functions.catalog.CatalogData.TaskData;
import dev.hearth.functions.catalog.CatalogData.WorkflowData;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * What the application declares, with the deployment's overrides: a bean in every role. Names are given in the order of the
 * alphabet. Classes are loaded when a task or workflow is first asked for. Safe for use by several threads.
 */
public final class Catalog {
    private final String applicationName;
    private final String version;
    private final Map<String, EnvironmentSpec> environments;
    private final Map<String, TaskData> taskData;
    private final Map<String, WorkflowData> workflowData;
    private final Map<String, TaskSpec> tasks = new ConcurrentHashMap<>();
    private final Map<String, WorkflowSpec> workflows = new ConcurrentHashMap<>();

    Catalog(CatalogData data, List<EnvironmentSpec> overridden) {
        applicationName = data.applicationName();
        version = data.version();
        environments = index(overridden, EnvironmentSpec::name);
        taskData = index(data.tasks(), TaskData::name);
        workflowData = index(data.workflows(), WorkflowData::name);
    }

    private static <T> Map<String, T> index(List<T> values, Function<T, String> name) {
        Map<String, T> result = new LinkedHashMap<>();
        values.stream()
                .sorted((a, b) -> name.apply(a).compareTo(name.apply(b)))
                .forEach(v -> result.put(name.apply(v), v));
        return result;
    }

    /** The application's name, {@code quarkus.application.name}. */
    public String applicationName() {
        return applicationName;
    }

    /** A digest of the declarations and of the application's build: the same for equal builds, and nothing else. */
    public String version() {
        return version;
    }

    /** All environments. */
    public Collection<EnvironmentSpec> environments() {
        return List.copyOf(environments.values());
    }

    /**
     * An environment.
     *
     * @throws UnknownNameException if the application has none of this name
     */
    public EnvironmentSpec environment(String name) {
        return known("Environment", name, environments);
    }

    /**
     * An environment with some attributes changed, as overrides of a deployment change them. What the catalog itself says stays.
     *
     * @param attributes by name in kebab case, such as {@code replica-count} or {@code environment.GREETING}
     * @throws HearthException if an attribute is unknown or its value is wrong
     */
    public static EnvironmentSpec change(EnvironmentSpec environment, Map<String, String> attributes) {
        return Overrides.of(environment, attributes).apply(List.of(environment)).get(0);
    }

    /**
     * The environments of an application with the overrides of a configuration, before there is a catalog: for the build.
     *
     * @throws HearthException if an override is unknown or its value is wrong
     */
    public static List<EnvironmentSpec> environments(CatalogData data, Config config) {
        return new Overrides(config).apply(data.environments());
    }

    /** All tasks. */
    public Collection<TaskSpec> tasks() {
        return taskData.keySet().stream().map(this::task).toList();
    }

    /**
     * A task.
     *
     * @param name the full name, {@code <environment>.<task>}
     * @throws UnknownNameException if the application has none of this name
     */
    public TaskSpec task(String name) {
        TaskSpec task = tasks.get(name);
        return task != null ? task : tasks.computeIfAbsent(name, n -> resolve(known("Task", n, taskData)));
    }

    /** The class whose bean runs a task: it declares or inherits the task's method. */
    public Class<?> beanClass(TaskSpec task) {
        return Methods.load(known("Task", task.name(), taskData).beanClass());
    }

    /** All workflows. */
    public Collection<WorkflowSpec> workflows() {
        return workflowData.keySet().stream().map(this::workflow).toList();
    }

    /**
     * A workflow.
     *
     * @throws UnknownNameException if the application has none of this name
     */
    public WorkflowSpec workflow(String name) {
        WorkflowSpec workflow = workflows.get(name);
        return workflow != null
                ? workflow
                : workflows.computeIfAbsent(name, n -> resolve(known("Workflow", n, workflowData)));
    }

    private static <T> T known(String kind, String name, Map<String, T> values) {
        T value = values.get(name);
        if (value == null) {
            throw new UnknownNameException(kind, name, values.keySet());
        }
        return value;
    }

    private static TaskSpec resolve(TaskData data) {
        Method method = Methods.resolve(data.method());
        RetryPolicy retry = new RetryPolicy(
                data.retries(),
                Duration.ofMillis(data.delayMillis()),
                data.factor(),
                Duration.ofMillis(data.maxDelayMillis()));
        return new TaskSpec(
                data.name(),
                data.environment(),
                method,
                Methods.parameters(data.method(), method),
                Methods.resultType(method),
                Methods.async(method),
                retry,
                Duration.ofMillis(data.timeoutMillis()),
                Duration.ofMillis(data.queueTimeoutMillis()));
    }

    private static WorkflowSpec resolve(WorkflowData data) {
        Method method = Methods.resolve(data.method());
        return new WorkflowSpec(
                data.name(),
                method,
                Methods.parameters(data.method(), method),
                Methods.resultType(method),
                List.copyOf(data.triggers()),
                List.copyOf(data.schedules()),
                data.onFailure());
    }
}
