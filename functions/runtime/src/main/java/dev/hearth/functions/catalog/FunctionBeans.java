package dev.hearth.functions.catalog;

import io.quarkus.arc.ManagedContext;
import io.quarkus.arc.runtime.BeanContainer;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The application's beans, for Funqy, which asks for a function's bean in each call. That of a singleton, as all generated functions are, is
 * always the same, and is looked up once: the look-up took a tenth of a short task's time. Safe for use by several threads.
 */
final class FunctionBeans implements BeanContainer {
    private final BeanContainer beans;

    FunctionBeans(BeanContainer beans) {
        this.beans = beans;
    }

    @Override
    public <T> T beanInstance(Class<T> type, Annotation... qualifiers) {
        return beans.beanInstance(type, qualifiers);
    }

    @Override
    public <T> Factory<T> beanInstanceFactory(Class<T> type, Annotation... qualifiers) {
        Factory<T> each = beans.beanInstanceFactory(type, qualifiers);
        return type.isAnnotationPresent(Singleton.class) ? new Once<>(each) : each;
    }

    @Override
    public <T> Factory<T> beanInstanceFactory(Supplier<Factory<T>> fallback, Class<T> type, Annotation... qualifiers) {
        return beans.beanInstanceFactory(fallback, type, qualifiers);
    }

    @Override
    public ManagedContext requestContext() {
        return beans.requestContext();
    }

    private static final class Once<T> implements Factory<T> {
        private final Factory<T> factory;
        private volatile @Nullable Instance<T> instance;

        Once(Factory<T> factory) {
            this.factory = factory;
        }

        /** Two threads may both look it up, and find the same. */
        @Override
        public Instance<T> create() {
            Instance<T> known = instance;
            if (known == null) {
                known = factory.create();
                instance = known;
            }
            return known;
        }
    }
}
