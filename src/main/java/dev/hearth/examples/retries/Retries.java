package dev.hearth.examples.retries;

import dev.hearth.Actors;
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
