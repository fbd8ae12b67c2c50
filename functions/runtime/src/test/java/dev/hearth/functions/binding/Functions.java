package dev.hearth.functions.binding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hearth.TerminalException;
import io.quarkus.arc.ManagedContext;
import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.funqy.runtime.FunctionConstructor;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.smallrye.mutiny.Uni;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Functions as the build generates them, in Funqy's registry. */
public class Functions {
    /** An item of an input. */
    public record Item(String name, int weight) {}

    /** The input of {@link #add}. */
    public static final class Add {
        final int value;
        final long state;

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Add(
                @JsonProperty(value = "value", required = true) int value,
                @JsonProperty(value = "state", required = true) long state) {
            this.value = value;
            this.state = state;
        }
    }

    /** The input of {@link #mixed}. */
    public static final class Mixed {
        final String text;
        final double ratio;
        final List<Item> items;
        final Optional<LocalDate> day;

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Mixed(
                @JsonProperty(value = "text", required = true) String text,
                @JsonProperty(value = "ratio", required = true) double ratio,
                @JsonProperty(value = "items", required = true) List<Item> items,
                @JsonProperty("day") Optional<LocalDate> day) {
            this.text = text;
            this.ratio = ratio;
            this.items = items;
            this.day = day;
        }
    }

    public long add(Add in) {
        return in.value + in.state;
    }

    public String mixed(Mixed in) {
        return in.text + " " + in.ratio + " " + in.items + " " + in.day;
    }

    public String none() {
        return "none";
    }

    public void nothing() {}

    public Uni<Integer> later(Add in) {
        return Uni.createFrom().item(in.value).emitOn(command -> new Thread(command, "later").start());
    }

    public Uni<Integer> never() {
        return Uni.createFrom().nothing();
    }

    public Uni<Integer> laterFails() {
        return Uni.createFrom().failure(new TerminalException("no use"));
    }

    public int fails() {
        throw new TerminalException("no use");
    }

    public int overflows() {
        return deeper(1);
    }

    private static int deeper(int depth) {
        return depth < 0 ? 0 : deeper(depth + 1) + 1;
    }

    public Object circle() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        return circle;
    }

    public String large() {
        return "x".repeat(1000);
    }

    static ObjectMapper mapper() {
        return new ObjectMapper()
                .registerModule(new Jdk8Module())
                .registerModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** Registers all, each by its method's name. */
    static void register() {
        FunctionConstructor.CONTAINER = new Container();
        FunctionRecorder recorder = new FunctionRecorder();
        recorder.init();
        for (Method method : Functions.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())) {
                recorder.register(
                        Functions.class,
                        method.getName(),
                        MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                                .toMethodDescriptorString(),
                        method.getName());
            }
        }
    }

    private static final class Container implements BeanContainer {
        @Override
        public <T> T beanInstance(Class<T> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Factory<T> beanInstanceFactory(Class<T> type, Annotation... qualifiers) {
            return () -> () -> type.cast(new Functions());
        }

        @Override
        public <T> Factory<T> beanInstanceFactory(
                Supplier<Factory<T>> fallback, Class<T> type, Annotation... qualifiers) {
            return beanInstanceFactory(type, qualifiers);
        }

        @Override
        public ManagedContext requestContext() {
            throw new UnsupportedOperationException();
        }
    }
}
