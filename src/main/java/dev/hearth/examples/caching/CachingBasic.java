package dev.hearth.examples.caching;

import dev.hearth.Default;
import dev.hearth.Workflow;
import jakarta.inject.Inject;

public class CachingBasic {
    @Inject
    Evaluator evaluator;

    @Workflow
    public int cachingBasic(@Default("1") int initValue, @Default("3") int state) {
        int out = evaluator.evaluate(initValue, state);
        out = evaluator.evaluate(out, state);
        out = evaluator.evaluate(out, state);
        out = evaluator.evaluate(out, state);
        return out;
    }
}
