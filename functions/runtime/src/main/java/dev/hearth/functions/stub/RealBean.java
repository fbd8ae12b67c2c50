package dev.hearth.functions.stub;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InstanceHandle;
import io.smallrye.mutiny.Uni;
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
        InstanceHandle<?> handle = make(beanClass);
        boolean pending = false;
        try {
            Object result = call.on(handle.get());
            if (result instanceof Uni<?> uni) {
                pending = true;
                return uni.onTermination().invoke(handle::destroy);
            }
            if (result instanceof CompletionStage<?> stage) {
                pending = true;
                return stage.whenComplete((value, failure) -> handle.destroy());
            }
            return result;
        } catch (Throwable failure) {
            throw Rethrow.unchecked(failure);
        } finally {
            if (!pending) {
                handle.destroy();
            }
        }
    }

    private InstanceHandle<?> make(Class<?> beanClass) {
        InjectableBean<?> known = found;
        if (known != null) {
            return Arc.container().instance(known);
        }
        InstanceHandle<?> handle = Arc.container().instance(beanClass, Real.Literal.INSTANCE);
        found = handle.getBean();
        return handle;
    }
}
