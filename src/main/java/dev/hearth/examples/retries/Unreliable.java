package dev.hearth.examples.retries;

import dev.hearth.ActorEnvironment;
import dev.hearth.Retry;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import dev.hearth.TerminalException;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;

/** Tasks that fail at first, or for good, and one that takes its time. */
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

    /** Fails until its fifth attempt, and prints when each began: after pauses of 100, 200, 250 and 250 milliseconds. */
    @Task(retry = @Retry(retries = 4, delayMillis = 100, factor = 2, maxDelayMillis = 250))
    public int patiently() {
        System.out.println("attempt " + context.attempt() + " at " + System.currentTimeMillis());
        if (context.attempt() < 5) {
            throw new IllegalStateException("not yet");
        }
        return context.attempt();
    }

    /** Fails in a way that no retry can mend, and says so. */
    @Task(retry = @Retry(retries = 3, delayMillis = 10))
    public int hopeless() {
        throw new TerminalException("Attempt " + context.attempt() + ": it is no use.");
    }

    /** Ends its replica twice, then fails, then succeeds: of its one retry the deaths take nothing. */
    @Task(retry = @Retry(retries = 1, delayMillis = 10))
    public int unlucky() {
        if (context.attempt() < 3) {
            Runtime.getRuntime().halt(1);
        }
        if (context.attempt() == 3) {
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
