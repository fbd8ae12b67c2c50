package dev.hearth.examples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HelloWorldTest {
    @Inject
    HelloWorld workflow;

    @Test
    void aReplicaSaysHello() {
        assertEquals("hello", workflow.helloWorld());
    }

    @Test
    void withNewTheClassIsAPlainClass() {
        assertEquals("hello", new Greeter().sayHello());
    }
}
