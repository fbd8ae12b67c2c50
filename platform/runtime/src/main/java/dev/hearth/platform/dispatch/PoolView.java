package dev.hearth.platform.dispatch;

import dev.hearth.platform.archive.ArchiveState;
import dev.hearth.platform.pool.PoolState;

/**
 * One generation of an environment's pool, at one moment.
 *
 * @param environment the environment's name
 * @param identity of the generation: a digest of the environment's specification and of the application's build
 * @param retired the environment has changed since: it finishes what it has, and new work goes to another
 * @param state where it stands
 * @param archive what its replicas that start now take classes from
 */
public record PoolView(String environment, String identity, boolean retired, PoolState state, ArchiveState archive) {}
