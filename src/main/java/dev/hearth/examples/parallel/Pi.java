package dev.hearth.examples.parallel;

import dev.hearth.Actors;
import dev.hearth.Default;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.List;

public class Pi {
    @Inject
    Darts darts;

    @Inject
    Actors actors;

    @Workflow
    public double pi(@Default("100000") int dartsPerBranch) {
        List<Integer> hits =
                actors.<Integer>all(List.of(() -> darts.hits(1, dartsPerBranch), () -> darts.hits(2, dartsPerBranch)));
        return 4.0 * (hits.get(0) + hits.get(1)) / (2.0 * dartsPerBranch);
    }
}
