package dev.hearth.functions.stub;

import dev.hearth.functions.catalog.TaskSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two recordings of one function must agree. */
final class Repeatable {
    static final String REMEDY =
            "Return the result as it is, v -> task(v); change it inside the task, or after the map.";

    private Repeatable() {}

    static void check(Object what, RecordedCall first, RecordedCall second) {
        TaskSpec task = first.task();
        if (!task.name().equals(second.task().name())) {
            throw new IllegalArgumentException(
                    what + ": the function called task '" + task.name() + "' first and task '"
                            + second.task().name() + "' when called again. It must be free of side effects.");
        }
        for (int i = 0; i < task.parameters().size(); i++) {
            Object a = first.arguments()[i];
            Object b = second.arguments()[i];
            if (comparable(a) && comparable(b) && !Objects.equals(a, b)) {
                throw new IllegalArgumentException(
                        what + ": the function gave task '" + task.name() + "' " + a + " as '"
                                + task.parameters().get(i).name() + "' first and " + b
                                + " when called again. It must be free of side "
                                + "effects, time and chance: compute such values before the map, as part of its elements.");
            }
        }
    }

    /** Other types may have no equals of their own. */
    private static boolean comparable(@Nullable Object value) {
        return value == null
                || value instanceof Number
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum<?>;
    }
}
