package dev.hearth.functions.catalog;

import java.util.Map;

/**
 * An environment, after the deployment's overrides.
 *
 * @param name RFC 1123 label
 * @param declaredBy the class that carries the annotation
 * @param environment variables of the replica's process
 * @param replicaCount at least 1
 * @param ttlSeconds at least 1
 * @param concurrency tasks at a time in one replica, 1 to 1000
 */
public record EnvironmentSpec(
        String name,
        String declaredBy,
        Map<String, String> environment,
        int replicaCount,
        int ttlSeconds,
        int concurrency) {}
