package dev.hearth.examples.subworkflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EveningTest {
    @Inject
    Evening workflow;

    @Test
    void aWorkflowCallsOtherWorkflows() {
        assertEquals(new Evening.Result("hello", 13), workflow.evening());
    }
}
