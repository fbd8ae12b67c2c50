package dev.hearth.functions.deployment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.quarkus.gizmo.AnnotatedElement;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.ClassOutput;
import io.quarkus.gizmo.FieldDescriptor;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jboss.jandex.Type;

/**
 * Writes the input of a function: a value with one property per parameter, which Jackson makes by its constructor. A property is
 * required unless its type is an Optional or it has a default, which the adapter fills in.
 */
final class InputGenerator {
    private InputGenerator() {}

    static String field(int parameter) {
        return "p" + parameter;
    }

    static void generate(FunctionDeclaration function, ClassOutput output) {
        List<Parameter> parameters = function.parameters();
        try (ClassCreator input = ClassCreator.builder()
                .classOutput(output)
                .className(function.inputClass())
                .setFinal(true)
                .build()) {
            MethodCreator constructor = input.getConstructorCreator(parameters.stream()
                    .map(parameter -> parameter.inputType().descriptor())
                    .toArray(String[]::new));
            constructor.setModifiers(Modifier.PUBLIC);
            constructor.setSignature(signature(parameters));
            constructor.addAnnotation(JsonCreator.class).addValue("mode", JsonCreator.Mode.PROPERTIES);
            constructor.invokeSpecialMethod(MethodDescriptor.ofConstructor(Object.class), constructor.getThis());
            for (int i = 0; i < parameters.size(); i++) {
                Parameter parameter = parameters.get(i);
                annotate(constructor.getParameterAnnotations(i), parameter);
                FieldDescriptor field = FieldDescriptor.of(
                        function.inputClass(), field(i), parameter.inputType().descriptor());
                input.getFieldCreator(field).setModifiers(Modifier.FINAL);
                constructor.writeInstanceField(field, constructor.getThis(), constructor.getMethodParam(i));
            }
            constructor.returnVoid();
        }
    }

    private static String signature(List<Parameter> parameters) {
        StringBuilder result = new StringBuilder("(");
        parameters.forEach(parameter -> result.append(Signatures.generic(parameter.inputType())));
        return result.append(")V").toString();
    }

    private static void annotate(AnnotatedElement target, Parameter parameter) {
        boolean optional = parameter.type().name().toString().startsWith("java.util.Optional");
        var property = target.addAnnotation(JsonProperty.class);
        property.addValue("value", parameter.name());
        property.addValue("required", !optional && parameter.defaultJson().isEmpty());
        if (parameter.inputType().kind() == Type.Kind.PRIMITIVE) {
            // Jackson would silently make it zero.
            target.addAnnotation(JsonSetter.class).addValue("nulls", Nulls.FAIL);
        }
    }
}
