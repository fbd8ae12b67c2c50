package dev.hearth.examples.hello;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** An environment that stays warm for half a minute. */
@ActorEnvironment(name = "my-actor", replicaCount = 1, ttlSeconds = 30)
public class Greeter {

    @Task
    public String sayHello() {
        return "hello";
    }
}
