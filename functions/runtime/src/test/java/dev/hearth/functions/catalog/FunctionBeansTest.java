package dev.hearth.functions.catalog;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quarkus.arc.ManagedContext;
import io.quarkus.arc.runtime.BeanContainer;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FunctionBeansTest {
    private final FunctionBeans beans = new FunctionBeans(new FreshBeans());

    @Singleton
    static class Generated {}

    static class Dependent {}

    @Test
    void aSingletonIsLookedUpOnce() {
        var factory = beans.beanInstanceFactory(Generated.class);
        assertSame(factory.create().get(), factory.create().get());
    }

    @Test
    void anyOtherBeanIsAskedForInEachCall() {
        var factory = beans.beanInstanceFactory(Dependent.class);
        assertNotSame(factory.create().get(), factory.create().get());
    }

    /** Makes something new for each look-up. */
    private static final class FreshBeans implements BeanContainer {
        @Override
        public <T> T beanInstance(Class<T> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Factory<T> beanInstanceFactory(Class<T> type, Annotation... qualifiers) {
            return () -> {
                Object made = type == Generated.class ? new Generated() : new Dependent();
                return () -> type.cast(made);
            };
        }

        @Override
        public <T> Factory<T> beanInstanceFactory(
                Supplier<Factory<T>> fallback, Class<T> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ManagedContext requestContext() {
            throw new UnsupportedOperationException();
        }
    }
}
