package dev.hearth.functions.replica;

import dev.hearth.HearthException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who a replica's process is, as its provisioner says in the process environment.
 *
 * @param environment the environment's name
 * @param environmentVersion its version
 * @param replica the replica's name
 * @param platform where the platform takes links, {@code ws://host:port/path} or {@code wss}
 * @param token lets it join, once
 * @param concurrency tasks at a time; the platform may have changed it since the application was configured
 * @param variables the environment's own and those that tell the ports of processes beside the replica, with their values
 * @param certificates with {@code wss}: the PEM file of those that the platform may show
 */
record ReplicaIdentity(
        String environment,
        String environmentVersion,
        String replica,
        URI platform,
        String token,
        int concurrency,
        Map<String, String> variables,
        Optional<String> certificates) {
    private static final int MAX_PORT = 65_535;

    @Override
    public String toString() {
        return "ReplicaIdentity[" + replica + "]";
    }

    /**
     * @throws HearthException if something is missing or wrong; the message names it
     */
    static ReplicaIdentity of(Map<String, String> variables) {
        List<String> missing = new ArrayList<>();
        for (String name : List.of(
                "HEARTH_ENVIRONMENT",
                "HEARTH_ENVIRONMENT_VERSION",
                "HEARTH_REPLICA",
                "HEARTH_PLATFORM",
                "HEARTH_TOKEN",
                "HEARTH_CONCURRENCY")) {
            if (variables.getOrDefault(name, "").isBlank()) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new HearthException("Replica: HEARTH_ROLE is 'replica', but the process environment lacks "
                    + String.join(", ", missing)
                    + ". A platform sets them when it starts a replica; to start a platform, unset HEARTH_ROLE.");
        }
        return new ReplicaIdentity(
                variables.getOrDefault("HEARTH_ENVIRONMENT", ""),
                variables.getOrDefault("HEARTH_ENVIRONMENT_VERSION", ""),
                variables.getOrDefault("HEARTH_REPLICA", ""),
                platform(variables.getOrDefault("HEARTH_PLATFORM", "")),
                variables.getOrDefault("HEARTH_TOKEN", ""),
                concurrency(variables.getOrDefault("HEARTH_CONCURRENCY", "")),
                own(variables),
                Optional.ofNullable(variables.get("HEARTH_PLATFORM_CERTIFICATES")));
    }

    private static int concurrency(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new HearthException("Replica: HEARTH_CONCURRENCY '" + text + "': it is no number.", e);
        }
        throw new HearthException("Replica: HEARTH_CONCURRENCY '" + text + "': it must be at least 1.");
    }

    private static Map<String, String> own(Map<String, String> variables) {
        Map<String, String> own = new TreeMap<>();
        for (String name : variables.getOrDefault("HEARTH_VARIABLES", "").split(",", -1)) {
            String value = variables.get(name);
            if (value != null) {
                own.put(name, value);
            }
        }
        return Map.copyOf(own);
    }

    private static URI platform(String text) {
        try {
            URI uri = new URI(text);
            if (("ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getPort() <= MAX_PORT) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            throw new HearthException("Replica: HEARTH_PLATFORM '" + text + "': " + e.getMessage(), e);
        }
        throw new HearthException(
                "Replica: HEARTH_PLATFORM '" + text + "': it must look like ws://127.0.0.1:8080/hearth/link.");
    }
}
