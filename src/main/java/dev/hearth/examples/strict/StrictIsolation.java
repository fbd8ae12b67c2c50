package dev.hearth.examples.strict;

import dev.hearth.Workflow;
import jakarta.inject.Inject;

public class StrictIsolation {
    @Inject
    Cell cell;

    /**
     * What the second visitor finds.
     *
     * @param visitors how many the second finds named
     * @param threads how many threads it finds left
     * @param sameProcess whether both were run by one process
     */
    public record Second(int visitors, int threads, boolean sameProcess) {}

    @Workflow
    public Second strictIsolation() {
        Cell.Found first = cell.visit("Ada");
        Cell.Found second = cell.visit("Grace");
        return new Second(
                second.visitors().size(), second.threads(), first.process().equals(second.process()));
    }
}
