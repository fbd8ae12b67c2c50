package dev.hearth.functions.deployment;

import dev.hearth.functions.deployment.DeclarationsBuildItem.EnvironmentClass;
import dev.hearth.functions.stub.Stubs;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.ClassOutput;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;
import io.quarkus.gizmo.ResultHandle;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * Writes the stub of an environment's class: a subclass without fields and constructors, whose every method either sends a task or
 * refuses. It must be made without a constructor.
 */
final class StubGenerator {
    private static final String SUFFIX = "_HearthStub";
    private static final MethodDescriptor CALL =
            MethodDescriptor.ofMethod(Stubs.class, "call", Object.class, String.class, Object[].class);
    private static final MethodDescriptor NOT_A_TASK =
            MethodDescriptor.ofMethod(Stubs.class, "notATask", IllegalStateException.class, String.class, String.class);
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("toString()", "hashCode()", "equals(Ljava/lang/Object;)", "finalize()");

    private final IndexView index;
    private final Map<String, String> taskNames;

    StubGenerator(IndexView index, DeclarationsBuildItem declarations) {
        this.index = index;
        this.taskNames = declarations.tasks().stream()
                .collect(Collectors.toMap(
                        task -> task.beanClass().name() + " " + Signatures.readable(task.method()),
                        task -> task.data().name()));
    }

    /** Gives the stub's class name. */
    String generate(EnvironmentClass environment, ClassOutput output) {
        ClassInfo type = environment.type();
        String name = type.name() + SUFFIX;
        try (ClassCreator stub = ClassCreator.builder()
                .classOutput(output)
                .className(name)
                .superClass(type.name().toString())
                .setFinal(true)
                .build()) {
            Set<String> done = new HashSet<>();
            for (ClassInfo owner = type;
                    owner != null && !owner.name().equals(DotName.OBJECT_NAME);
                    owner = index.getClassByName(owner.superName())) {
                for (MethodInfo method : owner.methods()) {
                    if (done.add(key(method)) && canBeOverridden(type, method)) {
                        override(stub, environment, method);
                    }
                }
            }
            ofEveryObject(stub, environment, done);
        }
        return name;
    }

    private static String key(MethodInfo method) {
        return method.name()
                + method.descriptor().substring(0, method.descriptor().indexOf(')') + 1);
    }

    private static boolean canBeOverridden(ClassInfo type, MethodInfo method) {
        int flags = method.flags();
        boolean visible = Modifier.isPublic(flags)
                || Modifier.isProtected(flags)
                || (!Modifier.isPrivate(flags)
                        && method.declaringClass()
                                .name()
                                .packagePrefix()
                                .equals(type.name().packagePrefix()));
        // A bridge calls what it bridges to, which is overridden.
        return visible
                && !Modifier.isStatic(flags)
                && !Modifier.isFinal(flags)
                && !method.isSynthetic()
                && !method.isConstructor()
                && !method.isStaticInitializer()
                && !OF_EVERY_OBJECT.contains(key(method));
    }

    private void override(ClassCreator stub, EnvironmentClass environment, MethodInfo method) {
        MethodCreator creator = stub.getMethodCreator(MethodDescriptor.of(method));
        creator.setModifiers(method.flags() & (Modifier.PUBLIC | Modifier.PROTECTED));
        String readable = Signatures.readable(method);
        String task = taskNames.get(environment.type().name() + " " + readable);
        if (task == null) {
            creator.throwException(creator.invokeStaticMethod(
                    NOT_A_TASK, creator.load(readable), creator.load(environment.environment())));
            return;
        }
        ResultHandle arguments = creator.newArray(Object.class, method.parametersCount());
        for (int i = 0; i < method.parametersCount(); i++) {
            creator.writeArrayValue(
                    arguments, i, Casts.toObject(creator, creator.getMethodParam(i), method.parameterType(i)));
        }
        ResultHandle result = creator.invokeStaticMethod(CALL, creator.load(task), arguments);
        if (method.returnType().kind() == Type.Kind.VOID) {
            creator.returnVoid();
        } else {
            creator.returnValue(Casts.fromObject(creator, result, method.returnType()));
        }
    }

    /** Those of the author's would read fields that are not there. */
    private static void ofEveryObject(ClassCreator stub, EnvironmentClass environment, Set<String> declared) {
        MethodCreator text = stub.getMethodCreator("toString", String.class);
        text.returnValue(text.load(
                environment.type().simpleName() + " (stub of environment '" + environment.environment() + "')"));
        if (declared.contains("hashCode()")) {
            MethodCreator hash = stub.getMethodCreator("hashCode", int.class);
            hash.returnValue(hash.invokeStaticMethod(
                    MethodDescriptor.ofMethod(System.class, "identityHashCode", int.class, Object.class),
                    hash.getThis()));
        }
        if (declared.contains("equals(Ljava/lang/Object;)")) {
            MethodCreator equals = stub.getMethodCreator("equals", boolean.class, Object.class);
            equals.ifReferencesEqual(equals.getThis(), equals.getMethodParam(0))
                    .trueBranch()
                    .returnBoolean(true);
            equals.returnBoolean(false);
        }
    }
}
