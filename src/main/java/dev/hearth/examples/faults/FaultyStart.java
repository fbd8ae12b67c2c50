package dev.hearth.examples.faults;

import dev.hearth.ActorEnvironment;
import dev.hearth.ActorEnvironment.Variable;
import dev.hearth.Task;

/** An environment whose replicas cannot start: their JVM refuses an option that does not exist. */
@ActorEnvironment(
        name = "faulty-start",
        environment = @Variable(name = "JAVA_TOOL_OPTIONS", value = "-XX:NoSuchOption"))
public class FaultyStart {

    @Task
    public String sayHello() {
        return "hello";
    }
}
