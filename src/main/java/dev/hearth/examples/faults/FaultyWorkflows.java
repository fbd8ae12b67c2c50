package dev.hearth.examples.faults;

import dev.hearth.Actors;
import dev.hearth.Default;
import dev.hearth.Workflow;
import dev.hearth.examples.numbers.Numbers;
import jakarta.inject.Inject;
import java.util.List;

public class FaultyWorkflows {
    @Inject
    Faults faults;

    @Inject
    FaultyStart start;

    @Inject
    Numbers numbers;

    @Inject
    Actors actors;

    @Workflow
    public List<Integer> faultyElement() {
        return actors.map(List.of(1, 2, 0, 4), value -> faults.reciprocal(value))
                .toList();
    }

    @Workflow
    public Faults.Draft faultyResult() {
        return faults.draft();
    }

    @Workflow
    public String faultyPayload(@Default("5000000") int characters) {
        return faults.large(characters);
    }

    /** The addition would have to happen in the task. */
    @Workflow
    public List<Integer> faultyLambda() {
        return actors.map(List.of(1, 2, 3), value -> numbers.plusOne(value) + 1).toList();
    }

    @Workflow
    public String faultyStart() {
        return start.sayHello();
    }

    @Workflow
    public int faultyExit() {
        return faults.exit(3);
    }
}
