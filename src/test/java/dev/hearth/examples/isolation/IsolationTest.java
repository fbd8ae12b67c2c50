package dev.hearth.examples.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** In one JVM only the instance is fresh; {@code ExamplesIT} has the rest, on a process. */
@QuarkusTest
class IsolationTest {
    @Inject
    Isolation workflow;

    @Inject
    Room room;

    @Test
    void aTaskSeesItsOwnTraces() {
        assertEquals(new Room.Seen("dirty", "dirty", "dirty"), room.soil());
    }

    @Test
    void theNextTaskHasAFreshInstance() {
        assertEquals("clean", workflow.isolation().field());
    }

    @Test
    void aTaskSeesTheColourItPaints() {
        try {
            assertEquals("red", new Room().paint("red"));
        } finally {
            System.clearProperty("ROOM_COLOUR");
        }
    }
}
