package dev.hearth.functions.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hearth.ActorEnvironment;
import dev.hearth.Default;
import dev.hearth.Task;
import dev.hearth.Workflow;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.dispatch.Dispatchers;
import dev.hearth.functions.stub.Recording;
import dev.hearth.functions.stub.WorkflowCalls;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkflowTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(
                    LocalFunctions.class,
                    Messages.class,
                    Numbers.class,
                    Workflows.class,
                    Scoped.class,
                    Shape.class,
                    Circle.class,
                    Watching.class));

    @Inject
    Workflows workflows;

    @Inject
    Numbers numbers;

    @Inject
    Watching watching;

    @Inject
    Catalog catalog;

    @BeforeEach
    void dispatchLocally() {
        Dispatchers.install(new LocalFunctions());
        watching.seen.clear();
    }

    @Test
    void aWorkflowIsAFunctionThatCallsTasks() throws Exception {
        assertEquals("14", LocalFunctions.invoke("chain", "{\"value\":5,\"times\":2}"));
        assertEquals(List.of("chain[5, 2]"), watching.seen);
    }

    @Test
    void parametersLeftOutHaveTheirDefaults() throws Exception {
        assertEquals("8", LocalFunctions.invoke("chain", "{\"value\":5}"));
    }

    @Test
    void aBeanWithAScopeAndAQualifierKeepsThem() throws Exception {
        assertEquals("\"scoped\"", LocalFunctions.invoke("of-a-scoped-bean", "{}"));
    }

    @Test
    void callsOfBeansAndOfTheWorkflowItselfAreSurroundedToo() {
        assertEquals(18, workflows.twice(5));
        assertEquals(List.of("twice[5]", "chain[5, 1]", "chain[8, 1]"), watching.seen);
    }

    @Test
    void whatAWorkflowThrowsComesAsItIs() {
        var thrown = assertThrows(IOException.class, () -> LocalFunctions.invoke("broken", "{}"));
        assertEquals("broken", thrown.getMessage());
    }

    @Test
    void aWorkflowCannotBeCalledInARecording() {
        var thrown = assertThrows(
                IllegalArgumentException.class, () -> Recording.record("element 0", () -> workflows.chain(1, 1)));
        Messages.assertSays(thrown, "element 0", "workflow 'chain'");
    }

    @Test
    void aTaskCallIsRecordedThroughItsStub() {
        var recorded = Recording.record("element 0", () -> numbers.plusThree(4));
        assertSame(catalog.task("numbers.plus-three"), recorded.task());
        assertEquals(4, recorded.arguments()[0]);
    }

    @Test
    void aTaskWithAnAbstractResultIsCalledAndRecorded() {
        assertEquals(2, ((Circle) numbers.circle(2)).radius);
        assertEquals(
                "numbers.circle",
                Recording.record("element 0", () -> numbers.circle(2)).task().name());
        assertThrows(
                IllegalArgumentException.class,
                () -> Recording.record("element 0", () -> numbers.circle(2).area()));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes(@JsonSubTypes.Type(Circle.class))
    abstract static class Shape {
        abstract double area();
    }

    static class Circle extends Shape {
        public int radius;

        @Override
        double area() {
            return Math.PI * radius * radius;
        }
    }

    @ActorEnvironment(name = "numbers")
    static class Numbers {
        @Task
        Shape circle(int radius) {
            Circle circle = new Circle();
            circle.radius = radius;
            return circle;
        }

        @Task
        int plusThree(int value) {
            return value + 3;
        }
    }

    static class Workflows {
        @Inject
        Numbers numbers;

        @Workflow
        int chain(int value, @Default("1") int times) {
            int result = value;
            for (int i = 0; i < times; i++) {
                result = numbers.plusThree(result);
            }
            return times == 2 ? result + 3 : result;
        }

        @Workflow
        int twice(int value) {
            return chain(chain(value, 1), 1) + 7;
        }

        @Workflow
        void broken() throws IOException {
            throw new IOException("broken");
        }
    }

    @Dependent
    @Named("scoped")
    static class Scoped {
        @Workflow(name = "of-a-scoped-bean")
        String scoped() {
            return "scoped";
        }
    }

    @Singleton
    static class Watching implements WorkflowCalls {
        final List<String> seen = new ArrayList<>();

        @Override
        public @Nullable Object around(String workflow, @Nullable Object[] arguments, Callable<@Nullable Object> body)
                throws Exception {
            seen.add(workflow + Arrays.toString(arguments));
            return body.call();
        }
    }
}
