package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterOnlyTest {
    private static final EnvironmentSpec PLAIN = EnvironmentSpec.actors("tides", "app.Tides", Map.of(), 1, 90, 1);

    private final List<String> lines = new ArrayList<>();
    private final ClusterOnly told = new ClusterOnly(lines::add);

    @Test
    void whatOnlyAClusterHeedsIsSaidOnceForEachEnvironment() {
        EnvironmentSpec placed =
                Catalog.change(PLAIN, Map.of("accelerator", "nvidia.com/gpu", "interruptible", "true"));
        told.tell(placed);
        told.tell(placed);
        assertEquals(
                List.of(
                        "Environment 'tides': without effect on this machine: accelerator, interruptible. On a cluster they"
                                + " have one."),
                lines);
    }

    @Test
    void anEnvironmentThatSaysNothingOfItHasNoLine() {
        told.tell(PLAIN);
        assertEquals(List.of(), lines);
    }
}
