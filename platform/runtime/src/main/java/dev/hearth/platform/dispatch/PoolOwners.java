package dev.hearth.platform.dispatch;

import java.net.URI;
import java.util.Optional;

/** Which pools are in other platforms that share the journal. Safe for use by several threads; a look costs nothing. */
public interface PoolOwners {
    /**
     * Where the platform is that has the pool of an environment's generation; empty if it is this one, if nobody has it, or if the
     * platform has not said yet where it is.
     *
     * @return the address of its HTTP server
     */
    Optional<URI> elsewhere(String environment, String identity);
}
