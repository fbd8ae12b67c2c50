package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.dispatch.Dispatchers;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Classes with tasks and without an environment. */
class RegularTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(
                    LocalFunctions.class,
                    WordCounts.class,
                    Parent.class,
                    Child.class,
                    OfActors.class,
                    Greeting.class,
                    Actor.class))
            .overrideRuntimeConfigKey("hearth.environments.\"word-counts\".environment.MODE", "fast");

    @Inject
    Catalog catalog;

    @Inject
    WordCounts wordCounts;

    @Test
    void aClassWithoutAnEnvironmentIsOneThatIsNamedAfterIt() {
        assertEquals(
                List.of("child", "greeter", "word-counts"),
                catalog.environments().stream().map(EnvironmentSpec::name).toList());
        EnvironmentSpec spec = catalog.environment("word-counts");
        assertEquals(true, spec.regular());
        assertEquals(WordCounts.class.getName(), spec.declaredBy());
        assertEquals(false, catalog.environment("greeter").regular());
    }

    @Test
    void itsVariablesCanBeOverridden() {
        assertEquals(Map.of("MODE", "fast"), catalog.environment("word-counts").environment());
    }

    @Test
    void itsTasksAreNamedAndRunLikeThoseOfActors() throws Exception {
        TaskSpec task = catalog.task("word-counts.count-words");
        assertEquals(WordCounts.class, catalog.beanClass(task));
        assertEquals("3", LocalFunctions.invoke("word-counts.count-words", "{\"text\":\"one two three\"}"));
    }

    @Test
    void callsOfWhatIsInjectedAreDispatched() {
        LocalFunctions dispatcher = new LocalFunctions();
        Dispatchers.install(dispatcher);
        assertEquals(2, wordCounts.countWords("one two"));
        assertEquals(List.of("word-counts.count-words {\"text\":\"one two\"}"), dispatcher.calls);
    }

    @Test
    void itHasTheTasksThatItInherits() {
        assertEquals(Child.class, catalog.beanClass(catalog.task("child.inherited")));
    }

    @Test
    void tasksOfAClassThatAnActorEnvironmentExtendsAreThatEnvironments() {
        assertEquals(Actor.class, catalog.beanClass(catalog.task("greeter.greet")));
    }

    static class WordCounts {
        @Inject
        Greeting greeting;

        @ActorCache
        String separator() {
            return greeting.blank();
        }

        @Task
        int countWords(String text) {
            return text.split(separator()).length;
        }
    }

    @ApplicationScoped
    static class Greeting {
        String blank() {
            return " ";
        }
    }

    abstract static class Parent {
        @Task
        int inherited() {
            return 1;
        }
    }

    static class Child extends Parent {
        @Task
        int own() {
            return 2;
        }
    }

    static class OfActors {
        @Task
        String greet() {
            return "hello";
        }
    }

    @ActorEnvironment(name = "greeter")
    static class Actor extends OfActors {}
}
