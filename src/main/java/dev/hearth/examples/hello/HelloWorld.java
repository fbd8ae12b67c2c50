package dev.hearth.examples.hello;

import dev.hearth.Workflow;
import jakarta.inject.Inject;

public class HelloWorld {
    @Inject
    Greeter greeter;

    @Workflow
    public String helloWorld() {
        return greeter.sayHello();
    }
}
