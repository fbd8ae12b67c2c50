package dev.hearth.functions.deployment;

import io.quarkus.arc.processor.BuiltinScope;
import java.lang.reflect.Modifier;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** What the class of an environment must be, so that it can have a stub and a bean made for each task. */
final class ClassRules {
    private static final DotName QUALIFIER = DotName.createSimple("jakarta.inject.Qualifier");
    private static final DotName NAMED = DotName.createSimple("jakarta.inject.Named");
    private static final DotName SCOPE = DotName.createSimple("jakarta.inject.Scope");
    private static final DotName NORMAL_SCOPE = DotName.createSimple("jakarta.enterprise.context.NormalScope");

    private final IndexView index;
    private final Faults faults;

    ClassRules(IndexView index, Faults faults) {
        this.index = index;
        this.faults = faults;
    }

    void check(String place, ClassInfo type) {
        if (type.isInterface()) {
            faults.add(place, "it is an interface, which has no tasks to run", "Annotate the class that implements it");
            return;
        }
        if (type.isRecord() || type.isEnum()) {
            faults.add(place, "it is a record or enum, of which there can be no stub", "Make it a plain class");
            return;
        }
        shape(place, type);
        annotations(place, type);
        ancestors(place, type);
        finals(type);
    }

    private void shape(String place, ClassInfo type) {
        int flags = type.flags();
        if (Modifier.isFinal(flags) || type.isSealed()) {
            faults.add(place, "it is final or sealed, so there can be no stub of it", "Make it open for subclasses");
        }
        if (type.isAbstract()) {
            faults.add(place, "it is abstract, so no task can run in it", "Remove abstract, or annotate the subclass");
        }
        if (Modifier.isPrivate(flags)) {
            faults.add(place, "it is private, so there can be no stub of it", "Remove private");
        }
        if (type.nestingType() == ClassInfo.NestingType.INNER && !Modifier.isStatic(flags)) {
            faults.add(place, "it is an inner class, which needs an object of its outer class", "Make it static");
        }
        if (type.nestingType() == ClassInfo.NestingType.LOCAL
                || type.nestingType() == ClassInfo.NestingType.ANONYMOUS) {
            faults.add(place, "it is declared inside a method", "Make it a class of its own");
        }
        if (!type.typeParameters().isEmpty()) {
            faults.add(
                    place,
                    "it has type parameters, so the types of its tasks are not known",
                    "Annotate a subclass that gives them");
        }
    }

    /** Also for classes that are no environment's: there is no bean of an inner class either. */
    void nesting(String place, ClassInfo type) {
        if (type.nestingType() == ClassInfo.NestingType.INNER && !Modifier.isStatic(type.flags())) {
            faults.add(place, "it is an inner class, which needs an object of its outer class", "Make it static");
        }
        if (type.nestingType() == ClassInfo.NestingType.LOCAL
                || type.nestingType() == ClassInfo.NestingType.ANONYMOUS) {
            faults.add(place, "it is declared inside a method", "Make it a class of its own");
        }
    }

    private void annotations(String place, ClassInfo type) {
        for (AnnotationInstance annotation : type.declaredAnnotations()) {
            DotName name = annotation.name();
            BuiltinScope builtin = BuiltinScope.from(name);
            if (builtin == BuiltinScope.DEPENDENT) {
                continue;
            }
            String written = "@" + name.withoutPackagePrefix();
            if (builtin != null || isMarked(name, SCOPE) || isMarked(name, NORMAL_SCOPE)) {
                faults.add(
                        place,
                        "it has the scope " + written + ", but is made afresh for each task",
                        "Remove the scope, and keep what shall stay with @ActorCache");
            } else if (name.equals(NAMED) || isMarked(name, QUALIFIER)) {
                faults.add(
                        place,
                        "it has the qualifier " + written + ", which would make its real bean injectable",
                        "Remove the qualifier and inject the class by its type");
            }
        }
    }

    private boolean isMarked(DotName annotation, DotName mark) {
        ClassInfo type = index.getClassByName(annotation);
        return type != null && type.hasDeclaredAnnotation(mark);
    }

    private void ancestors(String place, ClassInfo type) {
        for (DotName name = type.superName(); name != null && !name.equals(DotName.OBJECT_NAME); ) {
            ClassInfo ancestor = index.getClassByName(name);
            if (ancestor == null) {
                faults.add(
                        place,
                        "its superclass '" + name + "' is not in the index, so its methods are not known",
                        "Extend a class of the application, or index the dependency (quarkus.index-dependency)");
                return;
            }
            name = ancestor.superName();
        }
    }

    /** A stub refuses what is no task by overriding it. What it cannot override would run on the platform, in an object without state. */
    private void finals(ClassInfo type) {
        for (ClassInfo owner = type;
                owner != null && !owner.name().equals(DotName.OBJECT_NAME);
                owner = owner.superName() == null ? null : index.getClassByName(owner.superName())) {
            for (MethodInfo method : owner.methods()) {
                int flags = method.flags();
                if (Modifier.isFinal(flags)
                        && !Modifier.isPrivate(flags)
                        && !Modifier.isStatic(flags)
                        && !method.hasDeclaredAnnotation(Names.TASK)
                        && !method.hasDeclaredAnnotation(Names.ACTOR_CACHE)) {
                    faults.add(
                            Fault.place("Method", method),
                            "it is final, so that a stub of class '" + type.name()
                                    + "' can't refuse it: it would run on the platform, with no field set",
                            "Remove final, or make it private");
                }
            }
        }
    }
}
