package dev.hearth.platform.dispatch;

import dev.hearth.platform.archive.ArchiveState;
import dev.hearth.platform.pool.PoolState;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One generation of an environment's pool, at one moment.
 *
 * @param environment the environment's name
 * @param identity of the generation: a digest of the environment's specification and of the application's build
 * @param retired the environment has changed since: it finishes what it has, and new work goes to another
 * @param state where it stands
 * @param archive what its replicas that start now take classes from
 * @param platform where another platform is that has the pool, of which only this is known here; empty if it is here
 */
public record PoolView(
        String environment,
        String identity,
        boolean retired,
        PoolState state,
        ArchiveState archive,
        Optional<URI> platform) {
    /** Of a pool that is here. */
    public PoolView(String environment, String identity, boolean retired, PoolState state, ArchiveState archive) {
        this(environment, identity, retired, state, archive, Optional.empty());
    }

    /** Of a pool that is in another platform. */
    public static PoolView elsewhere(String environment, String identity, URI platform) {
        return new PoolView(
                environment,
                identity,
                false,
                new PoolState(PoolState.Phase.COLD, 0, 0, 0, "", List.of()),
                ArchiveState.none("another platform has the pool"),
                Optional.of(platform));
    }
}
