package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.platform.archive.ArchiveState;
import dev.hearth.platform.dispatch.PoolView;
import dev.hearth.platform.http.EnvironmentState.State;
import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.pool.PoolState.ReplicaState;
import dev.hearth.platform.pool.PoolState.ReplicaState.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnvironmentStateTest {
    @Test
    void anEnvironmentThatWasNeverUsedIsColdBecauseOfThat() {
        EnvironmentState state = EnvironmentState.of(environment(), List.of());
        assertEquals(State.COLD, state.state());
        assertEquals("no task has been called yet", state.reason());
    }

    @Test
    void oneWhoseReplicasHaveGoneIsColdForItsTimeToLive() {
        assertState(State.COLD, "idle for longer than its time to live of 90 s", pool(PoolState.Phase.COLD, 2, ""));
    }

    @Test
    void oneThatCouldNotStartHasFailedWithTheReason() {
        assertState(
                State.FAILED,
                "the last start failed: ended with exit code 1",
                pool(PoolState.Phase.COLD, 2, "ended with exit code 1"));
    }

    @Test
    void oneThatStartsTellsHowManyAndWhatFailedBefore() {
        assertState(
                State.STARTING,
                "1 of 2 replicas are starting; the last start failed: ended with exit code 1",
                pool(PoolState.Phase.STARTING, 2, "ended with exit code 1", Phase.STARTING));
    }

    @Test
    void aWarmOneTellsHowManyAreReady() {
        assertState(
                State.WARM,
                "1 of 2 replicas are ready, 1 starting",
                pool(PoolState.Phase.WARM, 2, "", Phase.READY, Phase.STARTING));
        assertState(State.WARM, "its replicas are leaving", pool(PoolState.Phase.WARM, 2, "", Phase.STOPPING));
    }

    @Test
    void aRetiredPoolIsNotTheEnvironments() {
        PoolState warm = pool(PoolState.Phase.WARM, 1, "", Phase.READY);
        EnvironmentState state = EnvironmentState.of(
                environment(), List.of(new PoolView("env", "old", true, warm, ArchiveState.none(""))));
        assertEquals(State.COLD, state.state());
    }

    private static void assertState(State expected, String reason, PoolState pool) {
        EnvironmentState state = EnvironmentState.of(
                environment(), List.of(new PoolView("env", "1", false, pool, ArchiveState.none(""))));
        assertEquals(expected, state.state());
        assertEquals(reason, state.reason());
    }

    @Test
    void anElasticOneTellsHowManyThereMayBeAndWhyTheyAreNotThere() {
        PoolState pool = pool(PoolState.Phase.STARTING, 1, "", Phase.STARTING).troubled("no room on any node");
        EnvironmentState state = EnvironmentState.of(environment(0), Optional.of(pool));
        assertEquals("1 of at most 2 replicas are starting and not there yet: no room on any node", state.reason());
    }

    private static CatalogView.Environment environment() {
        return environment(2);
    }

    private static CatalogView.Environment environment(int least) {
        return new CatalogView.Environment(
                "env", false, 2, least, 90, 1, CatalogView.Container.of(ContainerSpec.DEFAULT), List.of());
    }

    private static PoolState pool(PoolState.Phase phase, long started, String failure, Phase... replicas) {
        return new PoolState(
                phase,
                0,
                0,
                started,
                failure,
                Stream.of(replicas)
                        .map(replica -> new ReplicaState("env-" + replica, replica, 0, 0))
                        .toList());
    }
}
