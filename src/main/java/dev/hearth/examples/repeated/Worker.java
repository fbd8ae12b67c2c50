package dev.hearth.examples.repeated;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** Tells which process it runs in. */
@ActorEnvironment(name = "worker", replicaCount = 1)
public class Worker {

    @Task
    public long process() {
        return ProcessHandle.current().pid();
    }
}
