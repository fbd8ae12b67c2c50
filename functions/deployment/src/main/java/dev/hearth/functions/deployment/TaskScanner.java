package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.CatalogData.TaskData;
import dev.hearth.functions.deployment.DeclarationsBuildItem.EnvironmentClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Reads the tasks of the environments' classes, also those that they inherit. */
final class TaskScanner {
    private final IndexView index;
    private final Faults faults;
    private final MethodRules rules;
    private final RetryRules retries;
    private final List<TaskDeclaration> tasks = new ArrayList<>();
    private final Map<String, MethodInfo> byName = new HashMap<>();
    private final Set<DotName> reached = new HashSet<>();

    TaskScanner(IndexView index, Collection<EnvironmentClass> classes, Faults faults) {
        this.index = index;
        this.faults = faults;
        this.rules = new MethodRules(index, faults);
        this.retries = new RetryRules(index, faults);
        classes.forEach(this::scan);
        for (AnnotationInstance annotation : index.getAnnotations(Names.TASK)) {
            orphan(annotation.target().asMethod());
        }
    }

    List<TaskDeclaration> tasks() {
        return tasks;
    }

    private void scan(EnvironmentClass environment) {
        Map<String, MethodInfo> overriding = new HashMap<>();
        for (ClassInfo type = environment.type(); type != null; type = index.getClassByName(type.superName())) {
            reached.add(type.name());
            for (MethodInfo method : type.methods()) {
                MethodInfo override = method.isSynthetic() ? null : overriding.putIfAbsent(key(method), method);
                if (method.hasDeclaredAnnotation(Names.TASK)) {
                    if (override == null) {
                        task(environment, method);
                    } else if (!override.hasDeclaredAnnotation(Names.TASK)) {
                        faults.add(
                                Fault.place("Method", override),
                                "it overrides a task of class '" + type.name() + "' but is no task itself",
                                "Annotate it with @Task too");
                    }
                }
            }
            if (type.superName() == null) {
                return;
            }
        }
    }

    private static String key(MethodInfo method) {
        return method.name()
                + method.descriptor().substring(0, method.descriptor().indexOf(')'));
    }

    private void task(EnvironmentClass environment, MethodInfo method) {
        String place = Fault.place("Task", method);
        AnnotationInstance annotation = method.declaredAnnotation(Names.TASK);
        rules.shape(place, method, "a stub can't override it");
        String name = environment.environment() + "." + rules.name(place, method, annotation);
        MethodInfo other = byName.putIfAbsent(name, method);
        if (other != null) {
            faults.add(
                    place,
                    "its name '" + name + "' is also that of '" + Signatures.readable(other) + "'",
                    "Give one of the two another name with @Task(name = \"...\")");
        }
        if (method.hasDeclaredAnnotation(Names.WORKFLOW)) {
            faults.add(place, "it is a task and a workflow", "Move the workflow to a bean outside the environment");
        }
        List<Parameter> parameters = rules.parameters(place, method);
        rules.result(place, method);
        TaskData data = retries.read(place, annotation, name, environment, Recorded.method(method, parameters));
        tasks.add(new TaskDeclaration(environment.type(), method, parameters, data));
    }

    private void orphan(MethodInfo method) {
        if (!reached.contains(method.declaringClass().name())) {
            faults.add(
                    Fault.place("Task", method),
                    "its class has no environment",
                    method.declaringClass().isInterface()
                            ? "Annotate the method of the class that implements the interface"
                            : "The class is abstract: annotate the method of a class that is not, or put @ActorEnvironment on one that extends it");
        }
    }
}
