package dev.hearth.platform.http;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.platform.archive.ArchiveState;
import dev.hearth.platform.dispatch.PoolView;
import dev.hearth.platform.dispatch.Pools;
import dev.hearth.platform.pool.Element;
import dev.hearth.platform.pool.PoolRun;
import dev.hearth.platform.pool.PoolState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One pool that has one replica, and does nothing. */
final class FakePools implements Pools {
    private final EnvironmentSpec environment = EnvironmentSpec.actors("fake", "Some.class", Map.of(), 1, 90, 1);

    @Override
    public void submit(String name, List<Element> elements) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cancel(String name, PoolRun run) {}

    @Override
    public void forget(String name, String runId) {}

    @Override
    public int capacity(String name) {
        return 1;
    }

    @Override
    public EnvironmentSpec change(String name, Map<String, String> attributes) {
        if (!name.equals("fake")) {
            throw new UnknownNameException("Environment", name, List.of("fake"));
        }
        return Catalog.change(environment, attributes);
    }

    @Override
    public CompletionStage<List<PoolView>> views() {
        PoolState.ReplicaState replica = new PoolState.ReplicaState("fake-1", PoolState.ReplicaState.Phase.READY, 0, 7);
        return CompletableFuture.completedFuture(List.of(new PoolView(
                "fake",
                "0123",
                false,
                new PoolState(PoolState.Phase.WARM, 2, 0, 1, "", List.of(replica)),
                new ArchiveState("cds", ""))));
    }
}
