package dev.hearth.examples.map2000;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class Map2000Test {
    @Inject
    Map2000 workflow;

    @Test
    void twoThousandElementsRunOnFiftyReplicasAtMost() {
        Map2000.Summary summary = workflow.squares(2_000);
        assertEquals(2_000, summary.elements());
        assertEquals(2_668_667_000L, summary.sum());
        assertEquals(summary.expected(), summary.sum());
        assertTrue(summary.replicas() > 1 && summary.replicas() <= 50, summary.toString());
    }
}
