package dev.hearth.examples.numbers;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** Adds one. */
@ActorEnvironment(name = "numbers", replicaCount = 2)
public class Numbers {

    @Task
    public int plusOne(int value) {
        return value + 1;
    }
}
