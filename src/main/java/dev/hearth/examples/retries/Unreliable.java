package dev.hearth.examples.retries;

import dev.hearth.ActorEnvironment;
import dev.hearth.Retry;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;

/** A task that fails at first, and one that takes its time. */
@ActorEnvironment(name = "unreliable", replicaCount = 1)
public class Unreliable {
    @Inject
    TaskContext context;

    /** Fails until its third attempt, and returns that attempt's number. */
    @Task(retry = @Retry(retries = 3, delayMillis = 10))
    public int thirdTime() {
        if (context.attempt() < 3) {
            throw new IllegalStateException("not yet");
        }
        return context.attempt();
    }

    @Task
    public String takeTime(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
            return "done";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
