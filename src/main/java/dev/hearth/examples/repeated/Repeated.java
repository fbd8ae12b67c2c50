package dev.hearth.examples.repeated;

import dev.hearth.Default;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;

public class Repeated {
    /**
     * What the calls found.
     *
     * @param calls how many there were
     * @param processes how many different processes ran them
     */
    public record Summary(int calls, int processes) {}

    @Inject
    Worker worker;

    @Workflow
    public Summary repeated(@Default("20") int times) {
        Set<Long> processes = new HashSet<>();
        for (int i = 0; i < times; i++) {
            processes.add(worker.process());
        }
        return new Summary(times, processes.size());
    }
}
