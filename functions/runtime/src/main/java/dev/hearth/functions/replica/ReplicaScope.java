package dev.hearth.functions.replica;

import dev.hearth.TaskContext;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.secret.Secrets;
import java.util.HashMap;
import java.util.Map;

/** One replica's life: what belongs to a replica, as the entries of its actor cache do, is kept by this object's identity. */
public final class ReplicaScope {
    private final String environment;
    private final String replica;
    private final Map<String, String> variables;
    private final Secrets secrets;

    /**
     * A replica.
     *
     * @param environment the environment's name
     * @param replica the replica's name
     * @param variables what {@link TaskContext#variables} has
     * @param secrets what {@link TaskContext#secret} has
     */
    public ReplicaScope(String environment, String replica, Map<String, String> variables, Secrets secrets) {
        this.environment = environment;
        this.replica = replica;
        this.variables = Map.copyOf(variables);
        this.secrets = secrets;
    }

    /** A replica of an environment with its own variables and those that tell the ports of the processes beside it. */
    public static ReplicaScope of(
            EnvironmentSpec environment, String replica, Map<String, String> ports, Secrets secrets) {
        Map<String, String> variables = new HashMap<>(environment.environment());
        variables.putAll(ports);
        return new ReplicaScope(environment.name(), replica, variables, secrets);
    }

    /** The environment's name. */
    public String environment() {
        return environment;
    }

    /** The replica's name. */
    public String replica() {
        return replica;
    }

    Map<String, String> variables() {
        return variables;
    }

    Secrets secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "ReplicaScope[" + replica + "]";
    }
}
