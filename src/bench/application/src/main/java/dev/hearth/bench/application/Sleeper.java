package dev.hearth.bench.application;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;

/** Tasks that need no processor, so that more replicas than processors can be kept busy. */
@ActorEnvironment(name = "sleeper", replicaCount = 100)
public class Sleeper {
    @Task
    public int sleep(int millis) {
        try {
            Thread.sleep(millis);
            return millis;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("It was interrupted.", e);
        }
    }
}
