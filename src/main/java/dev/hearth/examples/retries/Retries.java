package dev.hearth.examples.retries;

import dev.hearth.Actors;
import dev.hearth.RetryPolicy;
import dev.hearth.TaskFailedException;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.time.Duration;

public class Retries {
    @Inject
    Unreliable unreliable;

    @Inject
    Actors actors;

    @Workflow
    public int thirdTimeLucky() {
        return unreliable.thirdTime();
    }

    @Workflow
    public int patiently() {
        return unreliable.patiently();
    }

    /** The same task, with one retry for this call instead of the task's three. */
    @Workflow
    public int secondTimeUnlucky() {
        return actors.call(() -> unreliable.thirdTime())
                .retry(new RetryPolicy(1, Duration.ofMillis(10), 1, Duration.ofMillis(10)))
                .get();
    }

    @Workflow
    public int hopeless() {
        return unreliable.hopeless();
    }

    @Workflow
    public int unlucky() {
        return unreliable.unlucky();
    }

    @Workflow
    public String outOfPatience() {
        try {
            return actors.call(() -> unreliable.takeTime(60))
                    .timeout(Duration.ofMillis(200))
                    .get();
        } catch (TaskFailedException e) {
            return e.kind().name();
        }
    }
}
