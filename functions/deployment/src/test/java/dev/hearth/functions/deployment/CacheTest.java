package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import dev.hearth.functions.cache.ActorCacheInterceptor;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.InterceptionType;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CacheTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Evaluator.class, Models.class));

    @Inject
    Models models;

    @Test
    void cachedMethodsOfBeansAndOfEnvironmentsAreIntercepted() {
        assertTrue(models.load(1) > 0);
        List<InjectableBean<?>> found = List.copyOf(Arc.container().beanManager().resolveInterceptors(
                        InterceptionType.AROUND_INVOKE, new Binding())
                .stream().map(bean -> (InjectableBean<?>) bean).toList());
        assertEquals(ActorCacheInterceptor.class, found.get(0).getBeanClass());
    }

    static class Binding extends jakarta.enterprise.util.AnnotationLiteral<ActorCache> implements ActorCache {
        private static final long serialVersionUID = 1L;
    }

    @ActorEnvironment(name = "evaluator")
    static class Evaluator {
        @Task
        int evaluate(int state) {
            return load(state);
        }

        @ActorCache
        int load(int state) {
            return state;
        }
    }

    @ApplicationScoped
    static class Models {
        @ActorCache
        int load(int state) {
            return state;
        }
    }
}
