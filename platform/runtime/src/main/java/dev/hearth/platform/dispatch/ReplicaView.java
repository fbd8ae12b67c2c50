package dev.hearth.platform.dispatch;

import dev.hearth.platform.pool.PoolState;
import java.time.Instant;

/**
 * A replica at one moment.
 *
 * @param environment the environment's name
 * @param name its name
 * @param phase starting, ready or stopping
 * @param held elements it holds
 * @param completed elements it has answered
 * @param pid of its process; 0 until it has joined
 * @param archive what its start took classes from: {@code cds}, {@code aot} or {@code none}; empty until it has joined
 * @param since when its phase began
 */
public record ReplicaView(
        String environment,
        String name,
        PoolState.ReplicaState.Phase phase,
        int held,
        long completed,
        long pid,
        String archive,
        Instant since) {}
