package dev.hearth.functions.stub;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes the real bean of an environment's class for one call, and destroys it when the call's result is there. Safe for use by several
 * threads.
 */
final class RealBean {
    private volatile @Nullable InjectableBean<?> found;

    /** What is done with the bean. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object on(Object bean) throws Throwable;
    }

    /**
     * Calls a new bean.
     *
     * @param beanClass the same in each call
     */
    @Nullable
    Object with(Class<?> beanClass, Call call) {
        InjectableBean<?> bean = found;
        if (bean == null) {
            BeanManager beans = Arc.container().beanManager();
            bean = (InjectableBean<?>) beans.resolve(beans.getBeans(beanClass, Real.Literal.INSTANCE));
            found = bean;
        }
        return with(bean, call);
    }

    /** By its context: the handles that the container has for this take a twentieth of a short task. */
    private static <T> @Nullable Object with(InjectableBean<T> bean, Call call) {
        CreationalContext<T> context = Arc.container().beanManager().createCreationalContext(bean);
        T instance = bean.get(context);
        boolean pending = false;
        try {
            Object result = call.on(instance);
            if (result instanceof Uni<?> uni) {
                pending = true;
                return uni.onTermination().invoke(() -> bean.destroy(instance, context));
            }
            if (result instanceof CompletionStage<?> stage) {
                pending = true;
                return stage.whenComplete((value, failure) -> bean.destroy(instance, context));
            }
            return result;
        } catch (Throwable failure) {
            throw Rethrow.unchecked(failure);
        } finally {
            if (!pending) {
                bean.destroy(instance, context);
            }
        }
    }
}
