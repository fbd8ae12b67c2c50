package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import dev.hearth.functions.dispatch.Dispatchers;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CacheTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(LocalFunctions.class, Evaluator.class, Models.class));

    @Inject
    Models models;

    @Inject
    Evaluator evaluator;

    @Test
    void cachedMethodsOfOrdinaryBeansAreIntercepted() {
        assertSame(models.load(1), models.load(1));
        assertNotSame(models.load(1), models.load(2));
    }

    @Test
    void aTasksCallOfItsOwnCachedMethodIsIntercepted() {
        Dispatchers.install(new LocalFunctions());
        assertEquals(11, evaluator.evaluate(1, 10));
        assertEquals(21, evaluator.evaluate(1, 20));
        assertEquals(12, evaluator.evaluate(2, 10));
        assertEquals(2, Evaluator.LOADED.get());
    }

    @ActorEnvironment(name = "evaluator")
    static class Evaluator {
        static final AtomicInteger LOADED = new AtomicInteger();

        @Task
        int evaluate(int state, int value) {
            return load(state) + value;
        }

        @ActorCache
        protected Integer load(int state) {
            LOADED.incrementAndGet();
            return state;
        }
    }

    @ApplicationScoped
    static class Models {
        @ActorCache
        Object load(int state) {
            return new Object();
        }
    }
}
