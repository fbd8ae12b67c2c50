package dev.hearth.functions.deployment;

import io.quarkus.gizmo.BytecodeCreator;
import io.quarkus.gizmo.ResultHandle;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;

/** Between a type and {@code Object}. */
final class Casts {
    private Casts() {}

    static ResultHandle toObject(BytecodeCreator code, ResultHandle value, Type type) {
        return type.kind() == Type.Kind.PRIMITIVE
                ? code.smartCast(value, box(type))
                : code.checkCast(value, Object.class);
    }

    static ResultHandle fromObject(BytecodeCreator code, ResultHandle value, Type type) {
        return type.kind() == Type.Kind.PRIMITIVE
                ? code.smartCast(code.checkCast(value, box(type)), type.descriptor())
                : code.checkCast(value, type.descriptor());
    }

    private static String box(Type type) {
        return PrimitiveType.box(type.asPrimitiveType()).name().toString();
    }
}
