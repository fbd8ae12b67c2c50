package dev.hearth.bench.application;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** The shortest task, on as many replicas as the other contestants have workers. */
@ActorEnvironment(name = "adder", replicaCount = 8)
public class Adder {
    @Task
    public int plusOne(int value) {
        return value + 1;
    }
}
