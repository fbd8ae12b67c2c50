package dev.hearth.functions.stub;

import dev.hearth.functions.catalog.TaskSpec;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded call returns in the place of a result: two values, of which a function that does anything with them can pass on
 * at most one.
 *
 * <p>For a primitive: the first is negative, the second positive, and both are large, broken or mixed in case, so that what clamps,
 * rounds, narrows or adds changes one of them. The negative one comes first because arrays and loops of its size end at once. For
 * anything else: an object that exists nowhere else, and null. Whatever uses the object fails on null; whatever does not tell
 * null from it would have to make up that same object.
 */
final class Placeholders {
    private static final Map<Class<?>, List<@Nullable Object>> PRIMITIVES = Map.of(
            boolean.class, List.of(false, true),
            byte.class, List.of((byte) -113, (byte) 119),
            short.class, List.of((short) -31_337, (short) 29_989),
            char.class, List.of('\u0171', 'Q'),
            int.class, List.of(-1_432_567_891, 1_786_543_217),
            long.class, List.of(-8_123_456_789_012_345_677L, 7_123_456_789_012_345_671L),
            float.class, List.of(-7.125e30f, 1.234375f),
            double.class, List.of(-7.123456789012345e250, 1.2345678901234567));

    private static final Map<Class<?>, Supplier<Object>> OBJECTS = Map.of(
            Boolean.class, () -> true,
            Byte.class, () -> (byte) 119,
            Short.class, () -> (short) 29_989,
            Character.class, () -> 'Q',
            Integer.class, () -> 1_786_543_217,
            Long.class, () -> 7_123_456_789_012_345_671L,
            Float.class, () -> 1.234375f,
            Double.class, () -> 1.2345678901234567,
            // Blanks and both cases: strip and toLowerCase return their object if there is nothing to do.
            String.class, () -> String.valueOf(" Placeholder\u0171 \n".toCharArray()),
            // What is no value of its own is compared by identity, so any new object will do.
            CompletionStage.class, CompletableFuture::new);

    private static final Set<Class<?>> BOXES = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    private Placeholders() {}

    /** Two, or none for a void task. */
    static List<@Nullable Object> of(TaskSpec task) {
        Class<?> type = task.method().getReturnType();
        if (type == void.class) {
            return List.of();
        }
        List<@Nullable Object> primitive = PRIMITIVES.get(type);
        return primitive != null ? primitive : Arrays.asList(object(type), null);
    }

    /** A boxed primitive is the same by value, since boxing gives no identity; all else by identity. */
    static boolean same(@Nullable Object placeholder, @Nullable Object returned) {
        return placeholder == returned
                || (placeholder != null && BOXES.contains(placeholder.getClass()) && placeholder.equals(returned));
    }

    private static Object object(Class<?> type) {
        Supplier<Object> known = OBJECTS.get(type);
        if (known != null) {
            return known.get();
        }
        return type == Uni.class ? Uni.createFrom().nothing() : Instances.of(type);
    }
}
