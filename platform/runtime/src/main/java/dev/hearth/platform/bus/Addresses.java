package dev.hearth.platform.bus;

/** Event-bus addresses. Messages there are objects of this JVM, sent with {@link LocalCodec}. */
public final class Addresses {
    private Addresses() {}

    /** Where a replica, or its link, listens for {@link dev.hearth.functions.link.ToReplica} and {@link CloseLink}. */
    public static String replica(String replica) {
        return "hearth.replica." + replica;
    }

    /** Where the pool of one generation of an environment listens for {@link ReplicaEvent}s. */
    public static String pool(String environment, String identity) {
        return "hearth.pool." + environment + "." + identity;
    }
}
