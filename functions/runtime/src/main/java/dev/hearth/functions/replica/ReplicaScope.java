package dev.hearth.functions.replica;

/** One replica's life: what belongs to a replica, as the entries of its actor cache do, is kept by this object's identity. */
public final class ReplicaScope {
    private final String environment;
    private final String replica;

    ReplicaScope(String environment, String replica) {
        this.environment = environment;
        this.replica = replica;
    }

    /** The environment's name. */
    public String environment() {
        return environment;
    }

    /** The replica's name. */
    public String replica() {
        return replica;
    }

    @Override
    public String toString() {
        return "ReplicaScope[" + replica + "]";
    }
}
