package dev.hearth.functions.replica;

import java.util.Map;

/** One replica's life: what belongs to a replica, as the entries of its actor cache do, is kept by this object's identity. */
public final class ReplicaScope {
    private final String environment;
    private final String replica;
    private final Map<String, String> variables;

    ReplicaScope(String environment, String replica, Map<String, String> variables) {
        this.environment = environment;
        this.replica = replica;
        this.variables = variables;
    }

    /** The environment's name. */
    public String environment() {
        return environment;
    }

    /** The replica's name. */
    public String replica() {
        return replica;
    }

    /** The environment's own variables. */
    Map<String, String> variables() {
        return variables;
    }

    @Override
    public String toString() {
        return "ReplicaScope[" + replica + "]";
    }
}
