package dev.hearth.examples.refactoring;

import dev.hearth.Default;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.Map;

public class Refactoring {
    @Inject
    WordCounts before;

    @Inject
    WarmWordCounts after;

    /** What both gave, which is the same. */
    public record Both(Map<String, Integer> regular, Map<String, Integer> actor) {}

    @Workflow
    public Both refactoring(@Default("a rose is a rose is a rose") String text) {
        return new Both(before.count(text), after.count(text));
    }
}
