package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.ActorEnvironment;
import dev.hearth.InEnvironment;
import dev.hearth.Task;
import dev.hearth.functions.dispatch.Dispatchers;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StubTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(
                    LocalFunctions.class,
                    Messages.class,
                    Greeter.class,
                    Book.class,
                    Counts.class,
                    Greetings.class,
                    PackagePrivate.class,
                    Base.class));

    @Inject
    Greetings greetings;

    @Inject
    Greeter greeter;

    @Inject
    PackagePrivate other;

    @Inject
    Counts counts;

    @Inject
    @Any
    Instance<Greeter> greeters;

    final LocalFunctions functions = new LocalFunctions();

    @BeforeEach
    void dispatchLocally() {
        Dispatchers.install(functions);
        functions.calls.clear();
        counts.reset();
    }

    @Test
    void injectingAnEnvironmentClassRunsNoneOfItsCode() {
        assertTrue(greetings.toString().contains("stub of environment 'greetings'"), greetings.toString());
        assertEquals(0, counts.made.get());
        assertEquals(0, Counts.INITIALISED.get());
    }

    @Test
    void aTaskCallTravelsAsJsonAndRunsOnABeanOfItsOwn() {
        assertEquals("hello Ada and Bob", greetings.greetAll(List.of("Ada", "Bob")));
        assertEquals(List.of("greetings.greet-all {\"names\":[\"Ada\",\"Bob\"]}"), functions.calls);
        assertEquals(1, counts.made.get());
        assertEquals(1, Counts.INITIALISED.get());
        assertEquals(1, counts.destroyed.get());
        assertEquals("hello Eve", greetings.greetAll(List.of("Eve")));
        assertEquals(2, counts.made.get());
        assertEquals(2, counts.destroyed.get());
    }

    @Test
    void aBeanIsDestroyedWhenItsTaskThrows() {
        var thrown = assertThrows(java.io.IOException.class, () -> greetings.fail("no"));
        assertEquals("no", thrown.getMessage());
        assertEquals(1, counts.destroyed.get());
    }

    @Test
    void aMethodThatIsNoTaskSaysHowToMakeItOne() {
        var thrown = assertThrows(IllegalStateException.class, () -> greetings.join(List.of()));
        Messages.assertSays(thrown, "Greetings#join(List)'", "'greetings'", "@Task");
    }

    @Test
    void equalityOfStubsDoesNotAskTheAuthor() {
        assertEquals(greetings, greetings);
        assertEquals(System.identityHashCode(greetings), greetings.hashCode());
        assertNotSame(greetings, null);
    }

    @Test
    void inheritedTasksAndPackagePrivateClassesWork() {
        assertEquals(6, other.twice(3));
        assertEquals(Map.of("a", List.of(new Book("T", 1))), other.shelves(Map.of("a", List.of(new Book("T", 1)))));
        assertEquals("greetings.twice {\"value\":3}", functions.calls.get(0));
    }

    @Test
    void askingForAllBeansOfAnInterfaceFindsTheStubAlone() {
        assertEquals(1, greeters.stream().count());
        assertEquals("hello Ada", greeter.greetAll(List.of("Ada")));
        assertEquals(1, counts.made.get());
    }

    record Book(String title, int edition) {}

    interface Greeter {
        String greetAll(List<String> names);
    }

    @Singleton
    static class Counts {
        static final AtomicInteger INITIALISED = new AtomicInteger();

        final AtomicInteger made = new AtomicInteger();
        final AtomicInteger destroyed = new AtomicInteger();

        void reset() {
            INITIALISED.set(0);
            made.set(0);
            destroyed.set(0);
        }
    }

    @ActorEnvironment(name = "greetings")
    static class Greetings implements Greeter {
        private final Counts counts;
        private final int sideEffect = Counts.INITIALISED.incrementAndGet();

        /** Of its own class: must be a stub, without an endless making of real ones. */
        @Inject
        Greetings self;

        @Inject
        Greetings(Counts counts) {
            this.counts = counts;
            counts.made.incrementAndGet();
        }

        @Override
        @Task
        public String greetAll(List<String> names) {
            return sideEffect > 0 && self.toString().contains("stub") ? "hello " + join(names) : "no";
        }

        @Task
        void fail(String message) throws java.io.IOException {
            throw new java.io.IOException(message);
        }

        protected String join(List<String> names) {
            return String.join(" and ", names);
        }

        @PreDestroy
        void close() {
            counts.destroyed.incrementAndGet();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Greetings that && that.counts == counts;
        }

        @Override
        public int hashCode() {
            return counts.hashCode();
        }
    }

    abstract static class Base {
        @Task
        int twice(int value) {
            return 2 * value;
        }
    }

    @InEnvironment(Greetings.class)
    static class PackagePrivate extends Base {
        @Task
        Map<String, List<Book>> shelves(Map<String, List<Book>> shelves) {
            return shelves;
        }
    }
}
