package dev.hearth.functions.catalog;

import java.util.Map;

/**
 * An environment, after the deployment's overrides.
 *
 * @param name RFC 1123 label
 * @param declaredBy the class that carries the annotation, or whose tasks are regular ones
 * @param regular its tasks are regular ones: each call has a fresh replica of its own, which ends with it
 * @param environment variables of the replica's process
 * @param replicaCount at least 1; without a meaning for regular tasks
 * @param ttlSeconds at least 1; without a meaning for regular tasks
 * @param concurrency tasks at a time in one replica, 1 to 1000
 * @param container what the replica's process or container is and has
 */
public record EnvironmentSpec(
        String name,
        String declaredBy,
        boolean regular,
        Map<String, String> environment,
        int replicaCount,
        int ttlSeconds,
        int concurrency,
        ContainerSpec container) {

    /** The environment of a class with regular tasks. */
    public static EnvironmentSpec regular(String name, String declaredBy) {
        return new EnvironmentSpec(name, declaredBy, true, Map.of(), 1, 1, 1, ContainerSpec.DEFAULT);
    }

    /** An environment of actors with nothing special about its containers. */
    public static EnvironmentSpec actors(
            String name,
            String declaredBy,
            Map<String, String> environment,
            int replicaCount,
            int ttlSeconds,
            int concurrency) {
        return new EnvironmentSpec(
                name, declaredBy, false, environment, replicaCount, ttlSeconds, concurrency, ContainerSpec.DEFAULT);
    }
}
