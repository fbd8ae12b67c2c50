package dev.hearth.functions.deployment;

import java.util.Optional;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;

/** A parameter of a task or workflow; its default, if it has one, as JSON. */
record Parameter(String name, Type type, Optional<String> defaultJson) {
    /** The type of its property: with a default, one that can be null. */
    Type inputType() {
        return defaultJson.isPresent() && type.kind() == Type.Kind.PRIMITIVE
                ? PrimitiveType.box(type.asPrimitiveType())
                : type;
    }
}
