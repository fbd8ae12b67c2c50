package dev.hearth.examples.chained;

import static dev.hearth.examples.Messages.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.FailureKind;
import dev.hearth.TaskFailedException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReceiptsTest {
    @Inject
    Receipts workflow;

    @Test
    void eachStepTakesWhatTheOneBeforeReturned() {
        assertEquals(
                new Prices.Receipt("3 x teapot", new BigDecimal("37.50"), new BigDecimal("45.00")),
                workflow.receipt("teapot", 3));
    }

    @Test
    void anUnknownItemEndsTheWorkflowWithTheTasksOwnMessage() {
        TaskFailedException failure = assertThrows(TaskFailedException.class, () -> workflow.receipt("spoon", 1));
        assertEquals(FailureKind.TERMINAL, failure.kind());
        assertSays(failure, "Known items are: kettle, teapot.");
    }
}
