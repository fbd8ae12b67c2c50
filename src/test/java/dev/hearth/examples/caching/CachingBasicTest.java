package dev.hearth.examples.caching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.Actors;
import dev.hearth.Outcome;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CachingBasicTest {
    @Inject
    CachingBasic workflow;

    @Inject
    Evaluator evaluator;

    @Inject
    Actors actors;

    @Test
    void fourCallsAddTheStateFourTimes() {
        assertEquals(13, workflow.cachingBasic(1, 3));
    }

    @Test
    void oneReplicaLoadsOneModelForAllItsTasks() {
        List<Outcome<Integer>> outcomes = actors.map(List.of(1, 2, 3, 4), value -> evaluator.evaluate(value, 7))
                .outcomes()
                .toList();
        assertEquals(List.of(8, 9, 10, 11), outcomes.stream().map(Outcome::get).toList());
        assertEquals(
                List.of(1, 0, 0, 0),
                outcomes.stream()
                        .map(outcome -> outcome.provenance().cacheMisses())
                        .toList());
        assertEquals(
                List.of(0, 1, 1, 1),
                outcomes.stream()
                        .map(outcome -> outcome.provenance().cacheHits())
                        .toList());
    }
}
