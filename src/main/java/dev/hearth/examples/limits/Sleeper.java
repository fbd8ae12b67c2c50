package dev.hearth.examples.limits;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A task that takes its time. */
@ActorEnvironment(name = "sleeper", replicaCount = 2)
public class Sleeper {
    /** What a task does when it is interrupted. */
    public enum Manner {
        /** It ends. */
        HEEDS,
        /** It goes on. */
        IGNORES
    }

    @Inject
    TaskContext context;

    /** Sleeps, and tells the replica's name. */
    @Task
    public String sleep(long millis, Manner manner) {
        System.out.println("Sleeping: " + manner);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
            if (Thread.interrupted() && manner == Manner.HEEDS) {
                throw new IllegalStateException("interrupted");
            }
        }
        return context.replica();
    }
}
