package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.deployment.DeclarationsBuildItem.EnvironmentClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes with tasks that no environment has: their tasks are regular ones, and each such class is an environment of its own, named after it. A faulty
 * one is still given, so that its tasks are judged too.
 */
final class RegularScanner {
    private final IndexView index;
    private final Faults faults;
    private final ClassRules classRules;
    private final Map<String, String> declaredBy = new HashMap<>();
    private final List<EnvironmentSpec> environments;
    private final Map<DotName, EnvironmentClass> classes;

    /**
     * @param actors the environments that are declared
     * @param actorClasses their classes
     */
    RegularScanner(
            IndexView index, List<EnvironmentSpec> actors, Map<DotName, EnvironmentClass> actorClasses, Faults faults) {
        this.index = index;
        this.faults = faults;
        this.classRules = new ClassRules(index, faults);
        this.environments = new ArrayList<>(actors);
        this.classes = new LinkedHashMap<>(actorClasses);
        actors.forEach(environment -> declaredBy.putIfAbsent(environment.name(), environment.declaredBy()));
        Set<DotName> inherited = inherited(actorClasses.values());
        index.getAnnotations(Names.TASK).stream()
                .map(annotation -> annotation.target().asMethod().declaringClass())
                .distinct()
                .filter(type -> !inherited.contains(type.name()) && !type.isInterface() && !type.isAbstract())
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(this::regular);
    }

    /** The declared ones, and those of regular tasks. */
    List<EnvironmentSpec> environments() {
        return environments;
    }

    /** All that belong to an environment. */
    Map<DotName, EnvironmentClass> classes() {
        return classes;
    }

    /** The classes themselves and those from which they have tasks. */
    private Set<DotName> inherited(Collection<EnvironmentClass> of) {
        Set<DotName> names = new HashSet<>();
        for (EnvironmentClass environment : of) {
            for (ClassInfo type = environment.type(); type != null; type = superclass(type)) {
                names.add(type.name());
            }
        }
        return names;
    }

    private @Nullable ClassInfo superclass(ClassInfo type) {
        return type.superName() == null ? null : index.getClassByName(type.superName());
    }

    private void regular(ClassInfo type) {
        String place = Fault.place("Class", type);
        String name = Names.kebabCase(type.simpleName());
        if (!Names.ENVIRONMENT_NAME.matcher(name).matches()) {
            faults.add(
                    place,
                    "its regular tasks' environment would be named '" + name + "', which is not an RFC 1123 label",
                    "Name the class with at most 63 ASCII letters and digits");
        }
        String other = declaredBy.putIfAbsent(name, type.name().toString());
        if (other != null) {
            faults.add(
                    place,
                    "its regular tasks' environment would be named '" + name + "', as that of class '" + other + "'",
                    "Rename one, or put @InEnvironment or @ActorEnvironment with another name on this class");
        }
        environments.add(EnvironmentSpec.regular(name, type.name().toString()));
        classes.put(type.name(), new EnvironmentClass(type, name));
        classRules.check(place, type);
    }
}
