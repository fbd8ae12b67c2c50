package dev.hearth.examples.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PiTest {
    @Inject
    Pi workflow;

    @Test
    void twoBranchesGiveWhatTheirTasksGiveOneByOne() {
        int hits = new Darts().hits(1, 100_000) + new Darts().hits(2, 100_000);
        assertEquals(4.0 * hits / 200_000, workflow.pi(100_000));
        assertEquals(Math.PI, workflow.pi(100_000), 0.05);
    }
}
