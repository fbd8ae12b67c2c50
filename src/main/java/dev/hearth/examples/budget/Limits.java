package dev.hearth.examples.budget;

import dev.hearth.Default;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.io.IOException;

public class Limits {
    @Inject
    Budget budget;

    @Workflow
    public Budget.Use limits(@Default("24") int spareMi) throws IOException {
        return budget.fill(spareMi);
    }
}
