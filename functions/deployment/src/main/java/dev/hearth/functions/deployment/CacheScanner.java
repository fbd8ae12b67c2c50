package dev.hearth.functions.deployment;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/** Judges methods with {@code @ActorCache}, and parameters with a {@code @Default} that nobody reads. */
final class CacheScanner {
    static final String NO_BEAN = "its class is not a bean, so its calls can't be cached";
    static final String NO_BEAN_REMEDY =
            "Give the class a scope such as @ApplicationScoped and inject it, or move the method to the environment's class";

    private final IndexView index;
    private final Faults faults;

    CacheScanner(IndexView index, Faults faults) {
        this.index = index;
        this.faults = faults;
        for (AnnotationInstance annotation : index.getAnnotations(Names.ACTOR_CACHE)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                cached(annotation.target().asMethod());
            }
        }
        for (AnnotationInstance annotation : index.getAnnotations(Names.DEFAULT)) {
            unread(annotation.target().asMethodParameter().method());
        }
    }

    private void cached(MethodInfo method) {
        String place = Fault.place("Cached method", method);
        new MethodRules(index, faults).shape(place, method, "its calls can't be cached");
        if (method.returnType().kind() == Type.Kind.VOID) {
            faults.add(place, "it is void, so there is nothing to cache", "Return what shall be kept");
        }
        ClassInfo type = method.declaringClass();
        if (type.isInterface()) {
            faults.add(place, "its class is an interface", "Annotate the method of the class that implements it");
        } else if (Modifier.isFinal(type.flags())) {
            faults.add(place, "its class is final, so its calls can't be cached", "Remove final from the class");
        } else if (surelyNoBean(type)) {
            faults.add(place, NO_BEAN, NO_BEAN_REMEDY);
        }
    }

    /** Anything else is judged once the beans are known, which comes later than other faults can wait. */
    private boolean surelyNoBean(ClassInfo type) {
        Collection<ClassInfo> subclasses = index.getAllKnownSubclasses(type.name());
        return Stream.concat(Stream.of(type), subclasses.stream())
                .flatMap(candidate -> candidate.annotations().stream())
                .map(AnnotationInstance::name)
                .allMatch(CacheScanner::makesNoBean);
    }

    private static boolean makesNoBean(DotName annotation) {
        String name = annotation.toString();
        return name.startsWith("java.lang.")
                || name.startsWith("org.jspecify.")
                || annotation.equals(Names.ACTOR_CACHE)
                || annotation.equals(Names.DEFAULT);
    }

    private void unread(MethodInfo method) {
        if (!method.hasDeclaredAnnotation(Names.TASK) && !method.hasDeclaredAnnotation(Names.WORKFLOW)) {
            faults.add(
                    Fault.place("Method", method),
                    "@Default has an effect on parameters of tasks and workflows only",
                    "Remove it, or annotate the method with @Task or @Workflow");
        }
    }
}
