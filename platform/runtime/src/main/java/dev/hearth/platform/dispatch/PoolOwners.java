package dev.hearth.platform.dispatch;

import java.net.URI;
import java.util.Optional;

/** Which pools are in other platforms that share the journal. Safe for use by several threads. */
public interface PoolOwners {
    /**
     * Where replicas join the platform that has the pool of an environment's generation; empty if it is this one, if nobody has it, or if
     * the platform has not said yet where it is. As of the last look, a second ago or so: costs nothing.
     */
    Optional<URI> elsewhere(String environment, String identity);

    /**
     * Takes the pool of the environment's current generation, unless another platform has it. May block for a look at the database.
     *
     * @return empty if it is here from now on, or else where that platform's HTTP server is
     * @throws dev.hearth.HearthException if nobody knows at the moment
     */
    Optional<URI> take(String environment);
}
