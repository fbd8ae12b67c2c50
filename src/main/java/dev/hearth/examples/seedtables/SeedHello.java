package dev.hearth.examples.seedtables;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** 25 actors. They leave soon, so that the next row of a table finds nothing warm. */
@ActorEnvironment(name = "seed-hello", replicaCount = 25, ttlSeconds = 1)
public class SeedHello {

    @Task
    public String hello() {
        return "Hello World";
    }
}
