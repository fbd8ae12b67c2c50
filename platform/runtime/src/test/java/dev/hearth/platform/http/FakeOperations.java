package dev.hearth.platform.http;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.platform.dispatch.Operations;
import dev.hearth.platform.dispatch.PoolStatistics;
import dev.hearth.platform.dispatch.ReplicaView;
import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.pool.PoolState.ReplicaState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Environment {@code fake}, which becomes warm or not when the test says so; and {@code fresh}, which cannot. */
public final class FakeOperations implements Operations {
    /** How many replicas were asked for. */
    public final List<OptionalInt> asked = new ArrayList<>();

    private final CompletableFuture<PoolState> warm = new CompletableFuture<>();

    /** Its one replica has joined. */
    public void warm() {
        warm.complete(new PoolState(
                PoolState.Phase.WARM,
                0,
                0,
                1,
                "",
                List.of(new ReplicaState("fake-1", ReplicaState.Phase.READY, 0, 0))));
    }

    /** Its one replica could not be started. */
    public void fail(String reason) {
        warm.complete(new PoolState(PoolState.Phase.COLD, 0, 0, 1, reason, List.of()));
    }

    @Override
    public CompletionStage<PoolState> prewarm(String environment, OptionalInt replicas) {
        if (environment.equals("fresh")) {
            throw new HearthException("Cannot prewarm environment 'fresh': its tasks are regular ones.");
        }
        if (!environment.equals("fake")) {
            throw new UnknownNameException("Environment", environment, List.of("fake", "fresh"));
        }
        asked.add(replicas);
        return warm;
    }

    @Override
    public CompletionStage<List<PoolStatistics>> statistics() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public long linkRefusals() {
        return 0;
    }

    @Override
    public CompletionStage<List<ReplicaView>> replicas() {
        Instant since = Instant.parse("2026-01-31T09:30:00.5Z");
        return CompletableFuture.completedFuture(List.of(
                new ReplicaView("fake", "fake-1", ReplicaState.Phase.READY, 0, 7, 4711, "cds", since),
                new ReplicaView("fake", "fake-12", ReplicaState.Phase.STARTING, 0, 0, 0, "", since)));
    }
}
