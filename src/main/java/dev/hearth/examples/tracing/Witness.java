package dev.hearth.examples.tracing;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import jakarta.inject.Inject;

/** Tells which trace its tasks belong to. */
@ActorEnvironment(name = "witness", replicaCount = 1, ttlSeconds = 30)
public class Witness {
    @Inject
    TaskContext context;

    @Task
    public String trace() {
        return context.traceparent().orElse("none");
    }
}
