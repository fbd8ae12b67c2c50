package dev.hearth.functions.stub;

import dev.hearth.functions.catalog.Catalog;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InstanceHandle;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a workflow's generated Funqy function extends, as {@link TaskAdapter} for a task. */
public abstract class WorkflowAdapter {
    private volatile @Nullable InjectableBean<?> bean;

    /** Calls the author's method. */
    protected abstract @Nullable Object call(Object bean, @Nullable Object input) throws Throwable;

    /** What the input gives or, if that is nothing, the parameter's default. */
    protected final @Nullable Object orDefault(@Nullable Object given, String workflow, int parameter) {
        return Defaults.isGiven(given)
                ? given
                : Defaults.of(Arc.container()
                        .instance(Catalog.class)
                        .get()
                        .workflow(workflow)
                        .parameters()
                        .get(parameter));
    }

    /** Calls the workflow's bean. A {@code CompletionStage} becomes a {@code Uni}. */
    protected final @Nullable Object run(Class<?> beanClass, @Nullable Object input) {
        try (InstanceHandle<?> handle = Arc.container().instance(bean(beanClass))) {
            Object result = call(handle.get(), input);
            return result instanceof CompletionStage<?> stage ? Uni.createFrom().completionStage(stage) : result;
        } catch (Throwable failure) {
            throw Rethrow.unchecked(failure);
        }
    }

    /** By class, not by type: a subclass may be a bean too, and the bean may have qualifiers. */
    private InjectableBean<?> bean(Class<?> beanClass) {
        InjectableBean<?> found = bean;
        if (found == null) {
            found = Arc.container().listAll(beanClass, Any.Literal.INSTANCE).stream()
                    .map(InstanceHandle::getBean)
                    .filter(candidate -> candidate.getBeanClass() == beanClass)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Workflow class '" + beanClass.getName()
                            + "': it is not a bean. Do not exclude or veto it."));
            bean = found;
        }
        return found;
    }
}
