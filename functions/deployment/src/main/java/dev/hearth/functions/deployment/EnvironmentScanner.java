package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.deployment.DeclarationsBuildItem.EnvironmentClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** Reads environments and the classes that belong to them. A faulty one is still given, so that its tasks are judged too. */
final class EnvironmentScanner {
    private static final int MAX_CONCURRENCY = 1000;

    private final IndexView index;
    private final Faults faults;
    private final ClassRules classRules;
    private final ContainerScanner containers;
    private final List<EnvironmentSpec> environments = new ArrayList<>();
    private final Map<DotName, EnvironmentClass> classes = new LinkedHashMap<>();

    EnvironmentScanner(IndexView index, Faults faults) {
        this.index = index;
        this.faults = faults;
        this.classRules = new ClassRules(index, faults);
        this.containers = new ContainerScanner(index, faults);
        Map<String, ClassInfo> byName = new HashMap<>();
        for (ClassInfo type : annotated(Names.ACTOR_ENVIRONMENT)) {
            environment(type, byName);
        }
        for (ClassInfo type : annotated(Names.IN_ENVIRONMENT)) {
            member(type);
        }
    }

    List<EnvironmentSpec> environments() {
        return environments;
    }

    Map<DotName, EnvironmentClass> classes() {
        return classes;
    }

    /** In the order of their names, so that a build always gives the same. */
    private List<ClassInfo> annotated(DotName annotation) {
        return index.getAnnotations(annotation).stream()
                .map(instance -> instance.target().asClass())
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    private void environment(ClassInfo type, Map<String, ClassInfo> byName) {
        String place = Fault.place("Environment class", type);
        AnnotationInstance annotation = type.declaredAnnotation(Names.ACTOR_ENVIRONMENT);
        String name = annotation.value("name").asString();
        if (!Names.ENVIRONMENT_NAME.matcher(name).matches()) {
            faults.add(
                    place,
                    "the environment's name '" + name + "' is not an RFC 1123 label",
                    "Use at most 63 lower-case letters, digits and hyphens, neither first nor last a hyphen");
        }
        ClassInfo other = byName.putIfAbsent(name, type);
        if (other != null) {
            faults.add(
                    place,
                    "environment '" + name + "' is also declared by class '" + other.name() + "'",
                    "Rename one, or put @InEnvironment(" + other.simpleName() + ".class) on this class to share it");
        }
        int replicas = number(place, annotation, "replicaCount", Integer.MAX_VALUE);
        int least = minReplicas(place, annotation, replicas);
        int scaledown = number(place, annotation, "scaledownSeconds", Integer.MAX_VALUE);
        int ttl = number(place, annotation, "ttlSeconds", Integer.MAX_VALUE);
        int concurrency = number(place, annotation, "concurrency", MAX_CONCURRENCY);
        Map<String, String> variables = variables(place, annotation);
        ContainerSpec container = containers.container(place, annotation, variables);
        environments.add(new EnvironmentSpec(
                name,
                type.name().toString(),
                false,
                variables,
                replicas,
                least,
                scaledown,
                ttl,
                concurrency,
                container));
        classes.put(type.name(), new EnvironmentClass(type, name));
        classRules.check(place, type);
    }

    private void member(ClassInfo type) {
        String place = Fault.place("Class", type);
        DotName target =
                type.declaredAnnotation(Names.IN_ENVIRONMENT).value().asClass().name();
        EnvironmentClass environment = classes.get(target);
        if (type.hasDeclaredAnnotation(Names.ACTOR_ENVIRONMENT)) {
            faults.add(
                    place,
                    "it carries both @ActorEnvironment and @InEnvironment",
                    "Keep @ActorEnvironment to declare an environment, or @InEnvironment to join another");
            return;
        }
        if (environment == null || !environment.type().hasDeclaredAnnotation(Names.ACTOR_ENVIRONMENT)) {
            faults.add(
                    place,
                    "@InEnvironment names class '" + target + "', which does not carry @ActorEnvironment",
                    "Name a class that does, or put @ActorEnvironment on it");
        }
        String name = environment == null ? "unknown" : environment.environment();
        classes.put(type.name(), new EnvironmentClass(type, name));
        classRules.check(place, type);
    }

    private int minReplicas(String place, AnnotationInstance annotation, int replicas) {
        int least = annotation.valueWithDefault(index, "minReplicas").asInt();
        if (least != EnvironmentSpec.ALL && (least < 0 || least > replicas)) {
            faults.add(
                    place,
                    "minReplicas is " + least + ", and replicaCount is " + replicas,
                    "Give minReplicas from 0 to replicaCount, or leave it out for a pool of fixed size");
        }
        return least;
    }

    private int number(String place, AnnotationInstance annotation, String attribute, int max) {
        int value = annotation.valueWithDefault(index, attribute).asInt();
        if (value < 1 || value > max) {
            faults.add(
                    place,
                    attribute + " is " + value,
                    max == Integer.MAX_VALUE ? "Give at least 1" : "Give a number from 1 to " + max);
        }
        return value;
    }

    private Map<String, String> variables(String place, AnnotationInstance annotation) {
        Map<String, String> result = new TreeMap<>();
        for (AnnotationInstance variable :
                annotation.valueWithDefault(index, "environment").asNestedArray()) {
            String name = variable.value("name").asString();
            if (!Names.VARIABLE_NAME.matcher(name).matches()) {
                faults.add(
                        place,
                        "'" + name + "' is no name for a variable",
                        "Use letters, digits and underscores, not first a digit");
            }
            if (result.put(name, variable.value("value").asString()) != null) {
                faults.add(place, "variable '" + name + "' is set twice", "Keep one of the two");
            }
        }
        return result;
    }
}
