package dev.hearth.functions.replica;

import dev.hearth.HearthException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who a replica's process is, as its provisioner says in the process environment. The names of those variables are known here alone.
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
public record ReplicaIdentity(
        String environment,
        String environmentVersion,
        String replica,
        URI platform,
        String token,
        int concurrency,
        Map<String, String> variables,
        Optional<String> certificates) {
    /** The variable with the replica's name, which processes beside it have too. */
    public static final String REPLICA = "HEARTH_REPLICA";

    private static final String ROLE = "HEARTH_ROLE";
    private static final String ENVIRONMENT = "HEARTH_ENVIRONMENT";
    private static final String ENVIRONMENT_VERSION = "HEARTH_ENVIRONMENT_VERSION";
    private static final String PLATFORM = "HEARTH_PLATFORM";
    private static final String CERTIFICATES = "HEARTH_PLATFORM_CERTIFICATES";
    private static final String TOKEN = "HEARTH_TOKEN";
    private static final String CONCURRENCY = "HEARTH_CONCURRENCY";
    private static final String VARIABLES = "HEARTH_VARIABLES";
    private static final List<String> NEEDED =
            List.of(ENVIRONMENT, ENVIRONMENT_VERSION, REPLICA, PLATFORM, TOKEN, CONCURRENCY);

    private static final int MAX_PORT = 65_535;

    /** Writes it into the variables of a process to be started. It replaces whatever was there, so that none can pass for another replica. */
    public void into(Map<String, String> process) {
        process.putAll(variables);
        process.put(ROLE, "replica");
        process.put(ENVIRONMENT, environment);
        process.put(ENVIRONMENT_VERSION, environmentVersion);
        process.put(REPLICA, replica);
        process.put(PLATFORM, platform.toString());
        certificates.ifPresent(file -> process.put(CERTIFICATES, file));
        process.put(TOKEN, token);
        process.put(CONCURRENCY, Integer.toString(concurrency));
        process.put(VARIABLES, String.join(",", new TreeSet<>(variables.keySet())));
        // A replica dials out and listens to nobody.
        process.put("QUARKUS_HTTP_HOST_ENABLED", "false");
        process.put("QUARKUS_BANNER_ENABLED", "false");
    }

    /** Whether these are a replica's variables. */
    static boolean isReplica(Map<String, String> variables) {
        return "replica".equals(variables.get(ROLE));
    }

    @Override
    public String toString() {
        return "ReplicaIdentity[" + replica + "]";
    }

    /**
     * @throws HearthException if something is missing or wrong; the message names it
     */
    static ReplicaIdentity of(Map<String, String> variables) {
        List<String> missing = new ArrayList<>();
        for (String name : NEEDED) {
            if (variables.getOrDefault(name, "").isBlank()) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new HearthException("Replica: " + ROLE + " is 'replica', but the process environment lacks "
                    + String.join(", ", missing)
                    + ". A platform sets them when it starts a replica; to start a platform, unset " + ROLE + ".");
        }
        return new ReplicaIdentity(
                variables.getOrDefault(ENVIRONMENT, ""),
                variables.getOrDefault(ENVIRONMENT_VERSION, ""),
                variables.getOrDefault(REPLICA, ""),
                platform(variables.getOrDefault(PLATFORM, "")),
                variables.getOrDefault(TOKEN, ""),
                concurrency(variables.getOrDefault(CONCURRENCY, "")),
                own(variables),
                Optional.ofNullable(variables.get(CERTIFICATES)));
    }

    private static int concurrency(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new HearthException("Replica: " + CONCURRENCY + " '" + text + "': it is no number.", e);
        }
        throw new HearthException("Replica: " + CONCURRENCY + " '" + text + "': it must be at least 1.");
    }

    private static Map<String, String> own(Map<String, String> variables) {
        Map<String, String> own = new TreeMap<>();
        for (String name : variables.getOrDefault(VARIABLES, "").split(",", -1)) {
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
            throw new HearthException("Replica: " + PLATFORM + " '" + text + "': " + e.getMessage(), e);
        }
        throw new HearthException(
                "Replica: " + PLATFORM + " '" + text + "': it must look like ws://127.0.0.1:8080/hearth/link.");
    }
}
