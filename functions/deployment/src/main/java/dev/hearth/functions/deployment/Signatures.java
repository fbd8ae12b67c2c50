package dev.hearth.functions.deployment;

import java.util.stream.Collectors;
import org.jboss.jandex.ArrayType;
import org.jboss.jandex.GenericSignature;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/** How methods and types are written: for people, for class files and for {@link Class#forName(String)}. */
final class Signatures {
    private Signatures() {}

    /** {@code com.acme.Evaluator#evaluate(int, List)}. */
    static String readable(MethodInfo method) {
        return method.declaringClass().name() + "#" + method.name()
                + method.parameterTypes().stream().map(Signatures::simple).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String simple(Type type) {
        if (type.kind() == Type.Kind.ARRAY) {
            ArrayType array = type.asArrayType();
            return simple(array.constituent()) + "[]".repeat(array.dimensions());
        }
        return type.name().withoutPackagePrefix().replace('$', '.');
    }

    /** The generic signature of one type, as it stands in a class file. */
    static String generic(Type type) {
        StringBuilder result = new StringBuilder();
        GenericSignature.forType(type, GenericSignature.NO_SUBSTITUTION, result);
        return result.toString();
    }

    /** A primitive's name or a binary name. */
    static String rawName(Type type) {
        return switch (type.kind()) {
            case ARRAY -> type.descriptor().replace('/', '.');
            default -> type.name().toString();
        };
    }
}
