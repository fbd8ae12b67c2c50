package dev.hearth.examples.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScoresTest {
    @Inject
    Scores workflow;

    @Test
    void eachReplicaThatScoresLoadsTheModelOnce() {
        Scores.Summary summary = workflow.scores("xy");
        assertEquals(420, summary.sum());
        assertEquals(20, summary.values());
        assertEquals(summary.replicas(), summary.loads());
    }
}
