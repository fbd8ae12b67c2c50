package dev.hearth.functions.deployment;

import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.ClassOutput;
import io.quarkus.gizmo.FieldDescriptor;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;
import io.quarkus.gizmo.ResultHandle;
import jakarta.inject.Singleton;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * Writes the Funqy function of a task or workflow:
 *
 * <pre>{@code
 * @Singleton public final class Evaluator_HearthTask_evaluate extends TaskAdapter {
 *     public int invoke(Evaluator_HearthTask_evaluate_Input input) {
 *         return (int) run(Evaluator.class, input);
 *     }
 *     protected Object call(Object bean, Object input) throws Throwable {
 *         var in = (Evaluator_HearthTask_evaluate_Input) input;
 *         return ((Evaluator) bean).evaluate(in.p0, in.p1);
 *     }
 * }
 * }</pre>
 */
final class AdapterGenerator {
    static final String INVOKE = "invoke";

    private AdapterGenerator() {}

    /** Gives the descriptor of its {@code invoke}. */
    static String generate(FunctionDeclaration function, ClassOutput output) {
        try (ClassCreator adapter = ClassCreator.builder()
                .classOutput(output)
                .className(function.adapterClass())
                .superClass(function.kind().adapter)
                .setFinal(true)
                .build()) {
            adapter.addAnnotation(Singleton.class);
            call(adapter, function);
            return invoke(adapter, function);
        }
    }

    private static String invoke(ClassCreator adapter, FunctionDeclaration function) {
        boolean hasInput = !function.parameters().isEmpty();
        Type result = function.method().returnType();
        boolean async = MethodRules.isAsync(result);
        String returned = async ? "io.smallrye.mutiny.Uni" : result.descriptor();
        MethodCreator invoke = hasInput
                ? adapter.getMethodCreator(INVOKE, returned, function.inputClass())
                : adapter.getMethodCreator(INVOKE, returned);
        invoke.setModifiers(Modifier.PUBLIC);
        invoke.setSignature(signature(function, async));
        ResultHandle value = invoke.invokeVirtualMethod(
                MethodDescriptor.ofMethod(function.adapterClass(), "run", Object.class, Class.class, Object.class),
                invoke.getThis(),
                invoke.loadClass(function.beanClass().name().toString()),
                hasInput ? invoke.getMethodParam(0) : invoke.loadNull());
        if (result.kind() == Type.Kind.VOID) {
            invoke.returnVoid();
        } else {
            invoke.returnValue(async ? invoke.checkCast(value, returned) : Casts.fromObject(invoke, value, result));
        }
        return invoke.getMethodDescriptor().getDescriptor();
    }

    private static String signature(FunctionDeclaration function, boolean async) {
        Type result = function.method().returnType();
        String input = function.parameters().isEmpty()
                ? ""
                : "L" + function.inputClass().replace('.', '/') + ";";
        String output = async
                ? "Lio/smallrye/mutiny/Uni<"
                        + Signatures.generic(
                                result.asParameterizedType().arguments().get(0)) + ">;"
                : Signatures.generic(result);
        return "(" + input + ")" + output;
    }

    private static void call(ClassCreator adapter, FunctionDeclaration function) {
        MethodCreator call = adapter.getMethodCreator("call", Object.class, Object.class, Object.class);
        call.setModifiers(Modifier.PROTECTED);
        call.addException(Throwable.class);
        MethodInfo method = function.method();
        List<Parameter> parameters = function.parameters();
        ResultHandle[] arguments = new ResultHandle[parameters.size()];
        if (!parameters.isEmpty()) {
            ResultHandle input = call.checkCast(call.getMethodParam(1), function.inputClass());
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = argument(call, function, input, i);
            }
        }
        // Called on the bean's class, not on the one that declares the method: that may be package-private elsewhere.
        ResultHandle bean = call.checkCast(
                call.getMethodParam(0), function.beanClass().name().toString());
        ResultHandle result = call.invokeVirtualMethod(
                MethodDescriptor.ofMethod(
                        function.beanClass().name().toString(),
                        method.name(),
                        method.returnType().descriptor(),
                        method.parameterTypes().stream().map(Type::descriptor).toArray()),
                bean,
                arguments);
        call.returnValue(
                method.returnType().kind() == Type.Kind.VOID
                        ? call.loadNull()
                        : Casts.toObject(call, result, method.returnType()));
    }

    private static ResultHandle argument(
            MethodCreator call, FunctionDeclaration function, ResultHandle input, int number) {
        Parameter parameter = function.parameters().get(number);
        ResultHandle given = call.readInstanceField(
                FieldDescriptor.of(
                        function.inputClass(),
                        InputGenerator.field(number),
                        parameter.inputType().descriptor()),
                input);
        if (parameter.defaultJson().isEmpty()) {
            return given;
        }
        ResultHandle value = call.invokeVirtualMethod(
                MethodDescriptor.ofMethod(
                        function.adapterClass(), "orDefault", Object.class, Object.class, String.class, int.class),
                call.getThis(),
                given,
                call.load(function.name()),
                call.load(number));
        return Casts.fromObject(call, value, parameter.type());
    }
}
