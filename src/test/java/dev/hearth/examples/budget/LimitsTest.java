package dev.hearth.examples.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LimitsTest {
    @Inject
    Limits limits;

    /** So the heap is the whole JVM's, which a test must not fill. */
    @Test
    void embeddedReplicasHaveNoLimitsOfTheirOwn() throws IOException {
        long heapMi = Runtime.getRuntime().maxMemory() >> 20;
        Budget.Use use = limits.limits((int) heapMi);
        assertEquals(heapMi, use.heapMi());
        assertEquals(Runtime.getRuntime().availableProcessors(), use.processors());
        assertTrue(use.filledMi() == 0, use::toString);
    }
}
