package dev.hearth.examples.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.Actors;
import dev.hearth.Outcome;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In one JVM each call has a replica of its own, but no process; {@code RegularTasksIT} has the rest. */
@QuarkusTest
class StrictIsolationTest {
    @Inject
    StrictIsolation workflow;

    @Inject
    Cell cell;

    @Inject
    Actors actors;

    @Test
    void embeddedCallsShareTheirProcess() {
        assertTrue(workflow.strictIsolation().sameProcess());
    }

    @Test
    void eachElementHasAReplicaOfItsOwnAndIsCold() {
        List<Outcome<Long>> outcomes = actors.map(List.of(1L, 2L, 3L), millis -> cell.stay(millis))
                .outcomes()
                .toList();
        assertEquals(
                3,
                outcomes.stream().map(o -> o.provenance().replica()).distinct().count());
        assertTrue(outcomes.stream().allMatch(o -> o.provenance().cold()));
    }
}
