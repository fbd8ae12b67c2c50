package dev.hearth.platform.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.ParameterSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.catalog.WorkflowSpec;
import dev.hearth.platform.dispatch.Environments;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.ToIntFunction;

/** What the application declares, as the API shows it. Values of variables stay out: they may be secret. */
public record CatalogView(
        String application, String version, List<Environment> environments, List<Workflow> workflows) {

    /**
     * An environment with its tasks.
     *
     * @param regular its tasks are regular ones: each call has a fresh replica of its own
     * @param replicaCount how many replicas it has; if they are fresh, how many at once at most; if it is elastic, how many at most
     * @param minReplicas how many it keeps while it is warm; fewer than {@code replicaCount}: it is elastic
     * @param ttlSeconds how long an idle replica stays; 0 if they are fresh
     */
    public record Environment(
            String name,
            boolean regular,
            int replicaCount,
            int minReplicas,
            int ttlSeconds,
            int concurrency,
            Container container,
            List<Task> tasks) {
        /** Its pool grows and shrinks with its work. */
        @JsonIgnore
        public boolean elastic() {
            return minReplicas < replicaCount;
        }

        static Environment of(EnvironmentSpec spec, ToIntFunction<String> capacities, List<Task> tasks) {
            int replicas = spec.regular() ? capacities.applyAsInt(spec.name()) : spec.replicaCount();
            return new Environment(
                    spec.name(),
                    spec.regular(),
                    replicas,
                    spec.regular() ? replicas : spec.leastReplicas(),
                    spec.regular() ? 0 : spec.ttlSeconds(),
                    spec.concurrency(),
                    Container.of(spec.container()),
                    tasks);
        }
    }

    /**
     * What each of its replicas is and has. What is not said is empty.
     *
     * @param secrets keys alone
     */
    public record Container(
            String image,
            Resources requests,
            Resources limits,
            List<String> secrets,
            List<InitContainer> initContainers) {

        public static Container of(ContainerSpec spec) {
            return new Container(
                    spec.image().orElse(""),
                    Resources.of(spec.requests()),
                    Resources.of(spec.limits()),
                    spec.secrets(),
                    spec.initContainers().stream()
                            .map(init -> new InitContainer(init.name(), init.sidecar()))
                            .toList());
        }
    }

    /** Kubernetes quantities. */
    public record Resources(String cpu, String memory) {
        static Resources of(ResourceSpec spec) {
            return new Resources(spec.cpu().orElse(""), spec.memory().orElse(""));
        }
    }

    /** What runs before a replica, or beside it. Its command stays out, as values of variables do. */
    public record InitContainer(String name, boolean sidecar) {}

    /** A task by its full name. */
    public record Task(String name, List<Parameter> parameters, String result) {}

    /** A workflow. */
    public record Workflow(String name, List<Parameter> parameters, String result) {}

    /** A parameter; one that is not required has a default or is an Optional. */
    public record Parameter(String name, String type, boolean required) {}

    /** @param capacities how many elements an environment's replicas can run at once */
    static CatalogView of(Catalog catalog, Environments environments, ToIntFunction<String> capacities) {
        return new CatalogView(
                catalog.applicationName(),
                catalog.version(),
                environments.current(catalog.environments()).stream()
                        .map(e -> Environment.of(
                                e,
                                capacities,
                                catalog.tasks().stream()
                                        .filter(t -> t.environment().equals(e.name()))
                                        .map(CatalogView::task)
                                        .toList()))
                        .toList(),
                catalog.workflows().stream().map(CatalogView::workflow).toList());
    }

    private static Task task(TaskSpec task) {
        return new Task(task.name(), parameters(task.parameters()), type(task.resultType()));
    }

    private static Workflow workflow(WorkflowSpec workflow) {
        return new Workflow(workflow.name(), parameters(workflow.parameters()), type(workflow.resultType()));
    }

    private static List<Parameter> parameters(List<ParameterSpec> parameters) {
        return parameters.stream()
                .map(p -> new Parameter(
                        p.name(),
                        type(p.type()),
                        p.defaultJson().isEmpty() && !p.type().getTypeName().startsWith("java.util.Optional")))
                .toList();
    }

    /** As in the source: without packages. */
    private static String type(Type type) {
        return type.getTypeName().replaceAll("([\\w$]+\\.)+", "").replace('$', '.');
    }
}
