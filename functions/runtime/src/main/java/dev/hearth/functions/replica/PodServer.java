package dev.hearth.functions.replica;

import io.vertx.core.Future;

/** Serves what does not come by the platform. One bean of this type exists; it does nothing unless it is opened. */
public interface PodServer {
    /**
     * Serves the replica's environment, until the process ends. Does not block.
     *
     * @param environment the environment's name
     * @param host the address to listen at
     * @param port 0 for any
     * @param payloadLimit the largest input in bytes
     * @return the port
     */
    Future<Integer> open(ReplicaEngine engine, String environment, String host, int port, int payloadLimit);

    /** The replica is about to end: what probes it hears so. */
    void drain();
}
