package dev.hearth.functions.stub;

import dev.hearth.functions.binding.JsonBinding;
import dev.hearth.functions.catalog.ParameterSpec;
import io.quarkus.arc.Arc;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of parameters that an input leaves out. */
final class Defaults {
    private Defaults() {}

    static boolean isGiven(@Nullable Object value) {
        return value != null && !(value instanceof Optional<?> optional && optional.isEmpty());
    }

    /** Read anew each time, since the task may change the object. */
    static @Nullable Object of(ParameterSpec parameter) {
        byte[] json = parameter.defaultJson().orElse("null").getBytes(StandardCharsets.UTF_8);
        return Arc.container().instance(JsonBinding.class).get().decode(parameter.type(), json);
    }
}
