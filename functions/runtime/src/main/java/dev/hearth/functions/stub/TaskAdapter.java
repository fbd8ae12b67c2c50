package dev.hearth.functions.stub;

import dev.hearth.functions.catalog.Catalog;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a task's generated Funqy function extends: its {@code invoke} calls {@link #run}, which calls back {@link #call} with the real
 * bean. So the generated code has no logic of its own.
 */
public abstract class TaskAdapter {
    private final RealBean realBean = new RealBean();

    /**
     * Calls the author's method.
     *
     * @param bean the real bean
     * @param input an instance of the generated input class, or null if the method has no parameters
     */
    protected abstract @Nullable Object call(Object bean, @Nullable Object input) throws Throwable;

    /** What the input gives or, if that is nothing, the parameter's default. */
    protected final @Nullable Object orDefault(@Nullable Object given, String task, int parameter) {
        return Defaults.isGiven(given)
                ? given
                : Defaults.of(Arc.container()
                        .instance(Catalog.class)
                        .get()
                        .task(task)
                        .parameters()
                        .get(parameter));
    }

    /** Makes the bean, calls and destroys it. A {@code CompletionStage} becomes a {@code Uni}, as Funqy knows no other. */
    protected final @Nullable Object run(Class<?> beanClass, @Nullable Object input) {
        Object result = realBean.with(beanClass, bean -> call(bean, input));
        return result instanceof CompletionStage<?> stage ? Uni.createFrom().completionStage(stage) : result;
    }
}
