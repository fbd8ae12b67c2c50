package dev.hearth.bench;

import java.util.List;
import java.util.function.Consumer;

/** Another way to have work done by workers. */
interface Peer {
    /** Becomes a worker in this JVM, on daemon threads or others; returns the port where it can be reached. */
    int serve() throws Exception;

    /** Becomes the driver in this JVM. */
    Caller connect(List<Integer> ports) throws Exception;

    /** Calls workers without waiting. */
    @FunctionalInterface
    interface Caller {
        /**
         * Sends one message of its own.
         *
         * @param worker its number, from 0
         * @param answered takes the answer, on any thread
         */
        void call(int worker, byte[] message, Consumer<byte[]> answered);
    }

    static Peer named(String name) {
        return switch (name) {
            case "socket" -> new SocketPeer();
            case "grpc" -> new GrpcPeer();
            case "hazelcast" -> new HazelcastPeer();
            default -> throw new IllegalArgumentException("No peer is named '" + name + "'.");
        };
    }
}
