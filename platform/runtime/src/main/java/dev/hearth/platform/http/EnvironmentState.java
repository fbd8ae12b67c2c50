package dev.hearth.platform.http;

import dev.hearth.platform.dispatch.PoolView;
import dev.hearth.platform.pool.PoolState;
import dev.hearth.platform.pool.PoolState.ReplicaState;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An environment at one moment: its state and the reason for it.
 *
 * @param name the environment's name
 * @param state {@link State}
 * @param reason why it is in that state, for people
 * @param replicas how many it has when it is warm; if they are fresh or it is elastic, how many at once at most
 * @param ready replicas that run tasks
 * @param starting replicas that have not joined
 * @param queued elements that wait
 * @param running elements at replicas
 * @param startedTotal replicas asked for since the platform's start
 */
public record EnvironmentState(
        String name,
        State state,
        String reason,
        int replicas,
        int ready,
        int starting,
        int queued,
        int running,
        long startedTotal) {
    /** Where an environment stands. */
    public enum State {
        /** No replica, none asked for. */
        COLD,
        /** Replicas are starting, none has joined. */
        STARTING,
        /** At least one replica has joined. */
        WARM,
        /** No replica, and the last one that was asked for could not be started. */
        FAILED,
        /** The platform is closing. */
        CLOSED,
        /** Another platform has its pool. */
        ELSEWHERE
    }

    /** @param pools of all environments */
    static EnvironmentState of(CatalogView.Environment environment, List<PoolView> pools) {
        Optional<PoolView> pool = pools.stream()
                .filter(view -> view.environment().equals(environment.name()) && !view.retired())
                // One that is here tells more.
                .min(Comparator.comparing(view -> view.platform().isPresent()));
        return pool.flatMap(PoolView::platform)
                .map(platform -> elsewhere(environment, platform))
                .orElseGet(() -> of(environment, pool.map(PoolView::state)));
    }

    private static EnvironmentState elsewhere(CatalogView.Environment environment, URI platform) {
        return new EnvironmentState(
                environment.name(),
                State.ELSEWHERE,
                "its pool is in the platform at " + platform,
                environment.replicaCount(),
                0,
                0,
                0,
                0,
                0);
    }

    static EnvironmentState of(CatalogView.Environment environment, Optional<PoolState> pool) {
        PoolState now = pool.orElseGet(() -> new PoolState(PoolState.Phase.COLD, 0, 0, 0, "", List.of()));
        int ready = count(now, ReplicaState.Phase.READY);
        int starting = count(now, ReplicaState.Phase.STARTING);
        State state = state(now);
        return new EnvironmentState(
                environment.name(),
                state,
                reason(environment, state, ready, starting, now),
                environment.replicaCount(),
                ready,
                starting,
                now.queued(),
                now.leased(),
                now.startedTotal());
    }

    private static int count(PoolState pool, ReplicaState.Phase phase) {
        return (int) pool.replicas().stream()
                .filter(replica -> replica.phase() == phase)
                .count();
    }

    private static State state(PoolState pool) {
        return switch (pool.phase()) {
            case COLD -> pool.lastStartFailure().isEmpty() ? State.COLD : State.FAILED;
            case STARTING -> State.STARTING;
            case WARM -> State.WARM;
            case CLOSED -> State.CLOSED;
        };
    }

    private static String reason(
            CatalogView.Environment environment, State state, int ready, int starting, PoolState pool) {
        String failure = pool.lastStartFailure().isEmpty() ? "" : "; the last start failed: " + pool.lastStartFailure();
        String most = (environment.elastic() ? "at most " : "") + environment.replicaCount();
        String trouble = pool.trouble().isEmpty() ? "" : " and not there yet: " + pool.trouble();
        return switch (state) {
            case COLD ->
                environment.regular()
                        ? "each call starts a replica of its own"
                        : pool.startedTotal() == 0
                                ? "no task has been called yet"
                                : "idle for longer than its time to live of " + environment.ttlSeconds() + " s";
            case STARTING -> starting + " of " + most + " replicas are starting" + trouble + failure;
            case WARM ->
                (ready == 0 ? "its replicas are leaving" : ready + " of " + most + " replicas are ready")
                        + (starting == 0 ? "" : ", " + starting + " starting" + trouble)
                        + failure;
            case FAILED -> "the last start failed: " + pool.lastStartFailure();
            case CLOSED -> "the platform is closing";
            case ELSEWHERE -> throw new IllegalArgumentException("no pool is here");
        };
    }
}
