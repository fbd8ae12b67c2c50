package dev.hearth.functions.stub;

import dev.hearth.RetryPolicy;
import dev.hearth.functions.catalog.ParameterSpec;
import dev.hearth.functions.catalog.TaskSpec;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Tasks whose calls are noted as a generated stub would have them noted. */
@SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "unchecked"})
final class Sample {
    enum Colour {
        RED
    }

    record Point(int x, int y) {
        Point {
            if (x == 0) {
                throw new IllegalArgumentException("x is 0");
            }
        }
    }

    sealed interface Shape permits Circle {}

    record Circle(int radius) implements Shape {}

    interface Named {
        String name();
    }

    boolean flag(int v) {
        return call("flag", v);
    }

    byte octet(int v) {
        return call("octet", v);
    }

    short small(int v) {
        return call("small", v);
    }

    char letter(int v) {
        return call("letter", v);
    }

    int number(int v) {
        return call("number", v);
    }

    long big(int v) {
        return call("big", v);
    }

    float real(int v) {
        return call("real", v);
    }

    double precise(int v) {
        return call("precise", v);
    }

    Integer boxed(int v) {
        return call("boxed", v);
    }

    BigDecimal decimal(int v) {
        return call("decimal", v);
    }

    String text(int v) {
        return call("text", v);
    }

    Colour colour(int v) {
        return call("colour", v);
    }

    Point point(int v) {
        return call("point", v);
    }

    Shape shape(int v) {
        return call("shape", v);
    }

    Named named(int v) {
        return call("named", v);
    }

    List<String> list(int v) {
        return call("list", v);
    }

    Map<String, Integer> map(int v) {
        return call("map", v);
    }

    int[] numbers(int v) {
        return call("numbers", v);
    }

    Optional<String> optional(int v) {
        return call("optional", v);
    }

    Instant instant(int v) {
        return call("instant", v);
    }

    Uni<String> uni(int v) {
        return call("uni", v);
    }

    CompletionStage<String> stage(int v) {
        return call("stage", v);
    }

    void nothing(int v) {
        call("nothing", v);
    }

    private static <T> T call(String method, int v) {
        return (T) Objects.requireNonNull(Recording.current()).noted(task(method), new @Nullable Object[] {v});
    }

    static TaskSpec task(String name) {
        Method method = Arrays.stream(Sample.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        List<ParameterSpec> parameters = Arrays.stream(method.getParameters())
                .map(Parameter::getParameterizedType)
                .map(type -> new ParameterSpec("v", type, Optional.empty()))
                .toList();
        return new TaskSpec(
                "sample." + name,
                "sample",
                method,
                parameters,
                method.getGenericReturnType(),
                false,
                RetryPolicy.NONE,
                Duration.ZERO,
                Duration.ZERO);
    }
}
