package dev.hearth.functions.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * An environment, after the deployment's overrides.
 *
 * @param name RFC 1123 label
 * @param declaredBy the class that carries the annotation, or whose tasks are regular ones
 * @param regular its tasks are regular ones: each call has a fresh replica of its own, which ends with it
 * @param environment variables of the replica's process
 * @param replicaCount at least 1; without a meaning for regular tasks
 * @param minReplicas how many an elastic pool keeps while it is warm, from 0 to {@code replicaCount}; {@link #ALL}: the pool is not elastic
 * @param scaledownSeconds at least 1: how long a single replica of an elastic pool has nothing to do before it goes
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
        int minReplicas,
        int scaledownSeconds,
        int ttlSeconds,
        int concurrency,
        ContainerSpec container) {

    /** As {@code minReplicas}: as many as there may be. */
    public static final int ALL = -1;

    /** What {@code scaledownSeconds} are if nothing is said. */
    public static final int DEFAULT_SCALEDOWN_SECONDS = 30;

    private static final int IDENTITY_DIGITS = 16;

    /**
     * What tells one generation of the environment from another: a digest of this specification and of the application's build. Equal
     * in every process that has the same of both.
     *
     * @param build {@link Catalog#version}
     */
    public String identity(String build) {
        // In order, for an unmodifiable map's own differs from one process to the next.
        EnvironmentSpec ordered = new EnvironmentSpec(
                name,
                declaredBy,
                regular,
                new TreeMap<>(environment),
                replicaCount,
                minReplicas,
                scaledownSeconds,
                ttlSeconds,
                concurrency,
                container);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((build + '\n' + ordered).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, IDENTITY_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    /** How many replicas its pool keeps while it is warm: an elastic one from 0 on, another all that it has. */
    public int leastReplicas() {
        return minReplicas == ALL ? replicaCount : minReplicas;
    }

    /** The environment of a class with regular tasks. */
    public static EnvironmentSpec regular(String name, String declaredBy) {
        return new EnvironmentSpec(
                name, declaredBy, true, Map.of(), 1, ALL, DEFAULT_SCALEDOWN_SECONDS, 1, 1, ContainerSpec.DEFAULT);
    }

    /** An environment of actors with a pool of fixed size and nothing special about its containers. */
    public static EnvironmentSpec actors(
            String name,
            String declaredBy,
            Map<String, String> environment,
            int replicaCount,
            int ttlSeconds,
            int concurrency) {
        return new EnvironmentSpec(
                name,
                declaredBy,
                false,
                environment,
                replicaCount,
                ALL,
                DEFAULT_SCALEDOWN_SECONDS,
                ttlSeconds,
                concurrency,
                ContainerSpec.DEFAULT);
    }
}
