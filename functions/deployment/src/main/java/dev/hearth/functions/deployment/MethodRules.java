package dev.hearth.functions.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;

/** What a task's or workflow's method must be. */
final class MethodRules {
    private static final DotName UNI = DotName.createSimple("io.smallrye.mutiny.Uni");
    private static final DotName COMPLETION_STAGE = DotName.createSimple("java.util.concurrent.CompletionStage");
    private static final DotName COMPLETABLE_FUTURE = DotName.createSimple("java.util.concurrent.CompletableFuture");

    private final Faults faults;
    private final TypeRules types;
    private final DefaultRules defaults;

    MethodRules(IndexView index, Faults faults) {
        this.faults = faults;
        this.types = new TypeRules(index);
        this.defaults = new DefaultRules(index);
    }

    /**
     * Judges modifiers.
     *
     * @param consequence what is not possible if the method can't be overridden
     */
    void shape(String place, MethodInfo method, String consequence) {
        if (Modifier.isPrivate(method.flags())) {
            faults.add(place, "it is private, so " + consequence, "Make it public, protected or package-private");
        }
        if (Modifier.isStatic(method.flags())) {
            faults.add(place, "it is static, so " + consequence, "Remove static");
        }
        if (Modifier.isFinal(method.flags())) {
            faults.add(place, "it is final, so " + consequence, "Remove final");
        }
    }

    String name(String place, MethodInfo method, AnnotationInstance annotation) {
        String given =
                annotation.value("name") == null ? "" : annotation.value("name").asString();
        String name = given.isEmpty() ? Names.kebabCase(method.name()) : given;
        if (!Names.FUNCTION_NAME.matcher(name).matches()) {
            faults.add(
                    place,
                    "its name '" + name + "' is not made of lower-case letters, digits and hyphens",
                    "Give one that is with name = \"...\"; it may not begin with a hyphen");
        }
        return name;
    }

    List<Parameter> parameters(String place, MethodInfo method) {
        List<Parameter> result = new ArrayList<>();
        for (MethodParameterInfo parameter : method.parameters()) {
            String name = parameter.name();
            String called = name == null ? "number " + (parameter.position() + 1) : "'" + name + "'";
            if (name == null) {
                faults.add(
                        place,
                        "the name of parameter " + called + " is not in the class file",
                        "Compile with -parameters");
            }
            types.refusal(parameter.type())
                    .ifPresent(refusal ->
                            faults.add(place, "parameter " + called + " " + refusal.why(), refusal.remedy()));
            AnnotationInstance annotation = parameter.declaredAnnotation(Names.DEFAULT);
            Optional<String> json = Optional.empty();
            if (annotation != null) {
                DefaultRules.Judged judged = defaults.judge(annotation.value().asString(), parameter.type());
                judged.refusal()
                        .ifPresent(refusal -> faults.add(
                                place, "the @Default of parameter " + called + " " + refusal.why(), refusal.remedy()));
                json = judged.json();
            }
            result.add(new Parameter(name == null ? "" : name, parameter.type(), json));
        }
        return result;
    }

    void result(String place, MethodInfo method) {
        Type type = method.returnType();
        if (type.kind() == Type.Kind.VOID) {
            return;
        }
        if (isAsync(type)) {
            if (type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
                faults.add(
                        place,
                        "its result is a " + type.name().withoutPackagePrefix() + " of an unknown type",
                        "Give the type argument, for example Uni<String>");
                return;
            }
            type = type.asParameterizedType().arguments().get(0);
        }
        types.refusal(type).ifPresent(refusal -> faults.add(place, "its result " + refusal.why(), refusal.remedy()));
    }

    static boolean isAsync(Type type) {
        return type.name().equals(UNI)
                || type.name().equals(COMPLETION_STAGE)
                || type.name().equals(COMPLETABLE_FUTURE);
    }
}
