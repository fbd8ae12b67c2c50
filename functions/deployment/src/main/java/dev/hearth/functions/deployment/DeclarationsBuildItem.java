package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.EnvironmentSpec;
import io.quarkus.builder.item.SimpleBuildItem;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

/** What the application declares. It has no fault. */
public final class DeclarationsBuildItem extends SimpleBuildItem {
    private final List<EnvironmentSpec> environments;
    private final Map<DotName, EnvironmentClass> classes;
    private final List<TaskDeclaration> tasks;
    private final List<WorkflowDeclaration> workflows;
    private final Predicate<String> applicationClasses;

    DeclarationsBuildItem(
            List<EnvironmentSpec> environments,
            Map<DotName, EnvironmentClass> classes,
            List<TaskDeclaration> tasks,
            List<WorkflowDeclaration> workflows,
            Predicate<String> applicationClasses) {
        this.environments = environments;
        this.classes = classes;
        this.tasks = tasks;
        this.workflows = workflows;
        this.applicationClasses = applicationClasses;
    }

    /** A class that is annotated with an environment or names one. */
    record EnvironmentClass(ClassInfo type, String environment) {}

    List<EnvironmentSpec> environments() {
        return environments;
    }

    Map<DotName, EnvironmentClass> classes() {
        return classes;
    }

    List<TaskDeclaration> tasks() {
        return tasks;
    }

    List<WorkflowDeclaration> workflows() {
        return workflows;
    }

    List<FunctionDeclaration> functions() {
        return Stream.concat(
                        tasks.stream().map(TaskDeclaration::function),
                        workflows.stream().map(WorkflowDeclaration::function))
                .toList();
    }

    /** Whether what is generated for a class must be loaded anew with the application, as live reload does. */
    boolean isApplicationClass(ClassInfo type) {
        return applicationClasses.test(type.name().toString());
    }
}
