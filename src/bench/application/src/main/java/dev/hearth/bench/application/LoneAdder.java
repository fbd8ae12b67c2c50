package dev.hearth.bench.application;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** The same on one replica, for calls one at a time. */
@ActorEnvironment(name = "lone-adder", replicaCount = 1)
public class LoneAdder {
    @Task
    public int addOne(int value) {
        return value + 1;
    }
}
