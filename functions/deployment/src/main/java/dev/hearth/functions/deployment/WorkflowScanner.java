package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.CatalogData.WorkflowData;
import dev.hearth.functions.deployment.DeclarationsBuildItem.EnvironmentClass;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Reads the workflows. */
final class WorkflowScanner {
    private final Faults faults;
    private final MethodRules rules;
    private final ClassRules classRules;
    private final Map<DotName, EnvironmentClass> environments;
    private final TriggerRules triggers;
    private final ScheduleRules schedules;
    private final List<WorkflowDeclaration> workflows = new ArrayList<>();
    private final Map<String, MethodInfo> byName = new HashMap<>();

    WorkflowScanner(IndexView index, Map<DotName, EnvironmentClass> environments, Faults faults) {
        this.faults = faults;
        this.environments = environments;
        this.rules = new MethodRules(index, faults);
        this.classRules = new ClassRules(index, faults);
        this.triggers = new TriggerRules(index, faults);
        this.schedules = new ScheduleRules(index, faults);
        index.getAnnotations(Names.WORKFLOW).stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD)
                .sorted(Comparator.comparing(
                        annotation -> Signatures.readable(annotation.target().asMethod())))
                .forEach(this::workflow);
        triggers.checkPlaces();
        workflows.forEach(this::checkHandler);
        schedules.checkPlaces();
    }

    List<WorkflowDeclaration> workflows() {
        return workflows;
    }

    private void workflow(AnnotationInstance annotation) {
        MethodInfo method = annotation.target().asMethod();
        ClassInfo type = method.declaringClass();
        String place = Fault.place("Workflow", method);
        rules.shape(place, method, "its run can't be followed");
        bean(place, type);
        String name = rules.name(place, method, annotation);
        MethodInfo other = byName.putIfAbsent(name, method);
        if (other != null) {
            faults.add(
                    place,
                    "its name '" + name + "' is also that of '" + Signatures.readable(other) + "'",
                    "Give one of the two another name with @Workflow(name = \"...\")");
        }
        List<Parameter> parameters = rules.parameters(place, method);
        rules.result(place, method);
        WorkflowData data = new WorkflowData(
                name,
                Recorded.method(method, parameters),
                triggers.read(place, method),
                schedules.read(place, method),
                onFailure(annotation));
        workflows.add(new WorkflowDeclaration(type, method, parameters, data));
    }

    private static Optional<String> onFailure(AnnotationInstance annotation) {
        return Optional.ofNullable(annotation.value("onFailure"))
                .map(AnnotationValue::asString)
                .filter(name -> !name.isEmpty());
    }

    private void checkHandler(WorkflowDeclaration workflow) {
        Optional<String> name = workflow.data().onFailure();
        if (name.isEmpty()) {
            return;
        }
        String place = Fault.place("Workflow", workflow.method());
        MethodInfo handler = byName.get(name.get());
        if (handler == null) {
            faults.add(
                    place,
                    "onFailure is '" + name.get() + "', but there is no workflow of that name",
                    "Name one of: " + String.join(", ", new TreeSet<>(byName.keySet())));
        } else if (handler.parametersCount() != 1
                || !handler.parameterType(0).name().equals(Names.FAILED_RUN)) {
            faults.add(
                    place,
                    "its onFailure, '" + Signatures.readable(handler) + "', does not take a FailedRun alone",
                    "Give that workflow one parameter of the type dev.hearth.FailedRun");
        }
    }

    private void bean(String place, ClassInfo type) {
        classRules.nesting(Fault.place("Workflow class", type), type);
        if (type.isInterface() || type.isAbstract()) {
            faults.add(
                    place,
                    "its class is abstract, so there is no bean of it",
                    "Declare the workflow in a class that is not");
        }
        if (Modifier.isFinal(type.flags())) {
            faults.add(place, "its class is final, so its run can't be followed", "Remove final from the class");
        }
        if (environments.containsKey(type.name())) {
            faults.add(
                    place,
                    "its class belongs to an environment, but workflows run on the platform",
                    "Move it to a bean of its own, which injects this class");
        }
    }
}
