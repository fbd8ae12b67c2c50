package dev.hearth.examples.faults;

import dev.hearth.Actors;
import dev.hearth.Default;
import dev.hearth.FailureKind;
import dev.hearth.Outcome;
import dev.hearth.Workflow;
import dev.hearth.examples.faults.Deadly.Death;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

public class DeadlyElements {
    /** An element that failed, after how many attempts, and why. */
    public record Failed(long index, FailureKind kind, int attempts, String message) {}

    /** How many elements succeeded, and those that did not. */
    public record Summary(int succeeded, List<Failed> failed) {}

    @Inject
    Deadly deadly;

    @Inject
    Actors actors;

    /** A map in which each element does what it is told. */
    @Workflow
    public Summary deadlyElements(@Default("[\"NONE\", \"KILL\", \"NONE\", \"NONE\"]") List<Death> elements) {
        List<Failed> failed = new ArrayList<>();
        for (Outcome<String> outcome : actors.map(elements, death -> deadly.work(death))
                .minSuccesses(0)
                .toList()) {
            if (outcome instanceof Outcome.Failure<String> failure) {
                failed.add(new Failed(
                        failure.index(),
                        failure.failure().kind(),
                        failure.provenance().attempts(),
                        String.valueOf(failure.failure().getMessage())));
            }
        }
        return new Summary(elements.size() - failed.size(), failed);
    }
}
