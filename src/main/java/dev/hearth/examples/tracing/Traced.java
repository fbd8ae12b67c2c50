package dev.hearth.examples.tracing;

import dev.hearth.Workflow;
import jakarta.inject.Inject;

public class Traced {
    @Inject
    Witness witness;

    @Workflow
    public String traced() {
        return witness.trace();
    }
}
