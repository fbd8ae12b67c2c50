package dev.hearth.examples.severaltasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FrontPageTest {
    @Inject
    FrontPage workflow;

    @Test
    void aWorkflowCallsAWorkflowThatCallsAWorkflow() {
        assertEquals(
                List.of("POOLS: warm pools", "TWICE: not twice"),
                workflow.frontPage(List.of("warm pools", "not twice")));
    }
}
