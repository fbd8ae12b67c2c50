package dev.hearth.functions.replica;

import dev.hearth.HearthException;
import dev.hearth.functions.replica.ReplicaPlace.Child;
import dev.hearth.functions.replica.ReplicaPlace.Pod;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
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
 * @param replica the replica's name; empty in what is written for pods of one template, each of which is named by its host
 * @param platform where the platform takes links, {@code ws://host:port/path} or {@code wss}
 * @param place where it runs, and so how it joins
 * @param concurrency tasks at a time; the platform may have changed it since the application was configured
 * @param variables the environment's own and those that tell the ports of processes beside the replica, with their values
 * @param certificates with {@code wss}: the PEM file of those that the platform may show
 */
public record ReplicaIdentity(
        String environment,
        String environmentVersion,
        String replica,
        URI platform,
        ReplicaPlace place,
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
    private static final String JOIN_KEY_FILE = "HEARTH_JOIN_KEY_FILE";
    private static final String DIRECT = "HEARTH_DIRECT";
    private static final String DRAIN_SECONDS = "HEARTH_DRAIN_SECONDS";
    private static final String SECRETS_DIRECTORY = "HEARTH_SECRETS_DIRECTORY";
    private static final String CONCURRENCY = "HEARTH_CONCURRENCY";
    private static final String VARIABLES = "HEARTH_VARIABLES";

    /** Set by Knative. */
    private static final String PORT = "PORT";

    /** Set by whatever runs containers. */
    private static final String HOST = "HOSTNAME";

    /** For a replica that plays a pod outside of a cluster, where others could reach it. */
    private static final String DIRECT_HOST = "HEARTH_DIRECT_HOST";

    private static final List<String> NEEDED = List.of(ENVIRONMENT, ENVIRONMENT_VERSION, PLATFORM, CONCURRENCY);

    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    /** Writes it into the variables of a process to be started. It replaces whatever was there, so that none can pass for another replica. */
    public void into(Map<String, String> process) {
        process.putAll(variables);
        process.put(ROLE, "replica");
        process.put(ENVIRONMENT, environment);
        process.put(ENVIRONMENT_VERSION, environmentVersion);
        process.put(PLATFORM, platform.toString());
        certificates.ifPresent(file -> process.put(CERTIFICATES, file));
        process.put(CONCURRENCY, Integer.toString(concurrency));
        process.put(VARIABLES, String.join(",", new TreeSet<>(variables.keySet())));
        if (replica.isEmpty()) {
            process.remove(REPLICA);
        } else {
            process.put(REPLICA, replica);
        }
        process.keySet().removeAll(List.of(TOKEN, JOIN_KEY_FILE, DIRECT, DRAIN_SECONDS, SECRETS_DIRECTORY));
        if (place instanceof Child child) {
            process.put(TOKEN, child.token());
        } else {
            inPod((Pod) place, process);
        }
        // Tasks of a replica are called over its link, and directly by a server of its own: nothing else of the
        // application is served.
        process.put("QUARKUS_HTTP_HOST_ENABLED", "false");
        process.put("QUARKUS_BANNER_ENABLED", "false");
    }

    private static void inPod(Pod pod, Map<String, String> process) {
        process.put(JOIN_KEY_FILE, pod.joinKey().toString());
        process.put(DIRECT, Boolean.toString(pod.direct()));
        process.put(DRAIN_SECONDS, Long.toString(pod.drain().toSeconds()));
        pod.secrets().ifPresent(folder -> process.put(SECRETS_DIRECTORY, folder.toString()));
        // A pod's root may be read-only, and the class path needs no copies.
        process.putIfAbsent("QUARKUS_VERTX_CACHING", "false");
        process.putIfAbsent("QUARKUS_VERTX_CLASSPATH_RESOLVING", "false");
        // The link and direct calls need one event loop; tasks have threads of their own.
        process.putIfAbsent("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE", "1");
    }

    /** Whether these are a replica's variables. */
    static boolean isReplica(Map<String, String> variables) {
        return "replica".equals(variables.get(ROLE));
    }

    /** The address where a pod serves direct calls: any of its own, unless told otherwise. */
    static String host(Map<String, String> variables) {
        return variables.getOrDefault(DIRECT_HOST, "0.0.0.0");
    }

    /**
     * The port where a pod serves direct calls.
     *
     * @throws HearthException if the variable has no port
     */
    static int port(Map<String, String> variables) {
        String text = variables.getOrDefault(PORT, Integer.toString(DEFAULT_PORT));
        long port = number(PORT, text);
        if (port > MAX_PORT) {
            throw wrong(PORT, text, "it must be at most " + MAX_PORT);
        }
        return (int) port;
    }

    @Override
    public String toString() {
        return "ReplicaIdentity[" + replica + "]";
    }

    /**
     * @throws HearthException if something is missing or wrong; the message names it
     */
    static ReplicaIdentity of(Map<String, String> variables) {
        boolean pod = variables.containsKey(JOIN_KEY_FILE);
        List<String> missing = new ArrayList<>(NEEDED);
        if (!pod) {
            missing.add(REPLICA);
            missing.add(TOKEN);
        }
        missing.removeIf(name -> !variables.getOrDefault(name, "").isBlank());
        if (!missing.isEmpty()) {
            throw new HearthException("Replica: " + ROLE + " is 'replica', but the process environment lacks "
                    + String.join(", ", missing)
                    + ". A platform sets them when it starts a replica; to start a platform, unset " + ROLE + ".");
        }
        String name = variables.getOrDefault(REPLICA, "");
        return new ReplicaIdentity(
                variables.getOrDefault(ENVIRONMENT, ""),
                variables.getOrDefault(ENVIRONMENT_VERSION, ""),
                name.isBlank() ? hostName(variables) : name,
                platform(PLATFORM, variables.getOrDefault(PLATFORM, "")),
                pod ? pod(variables) : new Child(variables.getOrDefault(TOKEN, "")),
                concurrency(variables.getOrDefault(CONCURRENCY, "")),
                own(variables),
                Optional.ofNullable(variables.get(CERTIFICATES)));
    }

    private static Pod pod(Map<String, String> variables) {
        return new Pod(
                Path.of(variables.getOrDefault(JOIN_KEY_FILE, "")),
                Boolean.parseBoolean(variables.getOrDefault(DIRECT, "false")),
                Duration.ofSeconds(number(DRAIN_SECONDS, variables.getOrDefault(DRAIN_SECONDS, "0"))),
                Optional.ofNullable(variables.get(SECRETS_DIRECTORY)).map(Path::of));
    }

    private static String hostName(Map<String, String> variables) {
        String host = variables.getOrDefault(HOST, "");
        if (!host.isBlank()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new HearthException(
                    "Replica: it has no name: neither " + REPLICA + " nor " + HOST
                            + " is set, and the system does not tell the host's name.",
                    e);
        }
    }

    private static int concurrency(String text) {
        long number = number(CONCURRENCY, text);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw wrong(CONCURRENCY, text, "it must be at least 1");
        }
        return (int) number;
    }

    private static long number(String variable, String text) {
        try {
            long number = Long.parseLong(text);
            if (number < 0) {
                throw wrong(variable, text, "it must not be negative");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new HearthException("Replica: " + variable + " '" + text + "': it is no number.", e);
        }
    }

    private static HearthException wrong(String variable, String text, String why) {
        return new HearthException("Replica: " + variable + " '" + text + "': " + why + ".");
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

    /**
     * An address where a platform takes links.
     *
     * @param what names it in the message
     * @throws HearthException if the text is none
     */
    static URI platform(String what, String text) {
        try {
            URI uri = new URI(text);
            if (("ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getPort() <= MAX_PORT) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            throw new HearthException("Replica: " + what + " '" + text + "': " + e.getMessage(), e);
        }
        throw wrong(what, text, "it must look like ws://127.0.0.1:8080/hearth/link");
    }
}
