package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.ResourceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReplicaRoomTest {
    private static final long GIB = 1L << 30;
    private static final EnvironmentSpec UNLIMITED = EnvironmentSpec.regular("word-counts", "app.WordCounts");

    @Test
    void asManyFitAsTheMemoryBears() {
        assertEquals(8, ReplicaRoom.replicas(UNLIMITED, OptionalInt.empty(), GIB));
    }

    @Test
    void theMemoryLimitOfTheEnvironmentCounts() {
        assertEquals(4, ReplicaRoom.replicas(limitedTo("256Mi"), OptionalInt.empty(), GIB));
    }

    @Test
    void oneIsAlwaysTried() {
        assertEquals(1, ReplicaRoom.replicas(limitedTo("4Gi"), OptionalInt.empty(), GIB));
    }

    @Test
    void whatIsConfiguredIsTaken() {
        assertEquals(500, ReplicaRoom.replicas(UNLIMITED, OptionalInt.of(500), GIB));
    }

    @Test
    void whatIsConfiguredMustMakeSense() {
        var e = assertThrows(HearthException.class, () -> ReplicaRoom.replicas(UNLIMITED, OptionalInt.of(0), GIB));
        assertEquals(
                "Property 'hearth.process.fresh-replicas': its value is '0', but must be a whole number of at least 1.",
                e.getMessage());
    }

    @Test
    void thisMachineHasMemoryThatIsAvailable() {
        assertTrue(ReplicaRoom.availableBytes() > 64L << 20);
    }

    private static EnvironmentSpec limitedTo(String memory) {
        ContainerSpec container = ContainerSpec.of(
                Optional.empty(),
                ResourceSpec.NONE,
                new ResourceSpec(Optional.empty(), Optional.of(memory)),
                List.of(),
                List.of());
        return new EnvironmentSpec(
                "word-counts", "app.WordCounts", true, Map.of(), 1, EnvironmentSpec.ALL, 30, 1, 1, container);
    }
}
