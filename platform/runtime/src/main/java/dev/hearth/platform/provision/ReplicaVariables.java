package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.replica.ReplicaIdentity;
import dev.hearth.functions.secret.SecretPipe;
import dev.hearth.platform.secret.SecretSource;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The environment variables of a replica's process. */
final class ReplicaVariables {
    private static final Set<String> NOT_INHERITED = Set.of("HEARTH_SECRETS_DIRECTORY", SecretPipe.VARIABLE);

    private ReplicaVariables() {}

    /**
     * Makes the platform's variables, which a child process inherits, those of a replica: the environment's own are added, and
     * what says who it is replaces whatever was there, so that neither can pass for another replica.
     */
    static void set(
            Map<String, String> variables,
            EnvironmentSpec environment,
            String version,
            String replica,
            String token,
            Map<String, String> ports,
            URI link) {
        own(variables, environment, ports);
        if (!environment.container().secrets().isEmpty()) {
            variables.put(SecretPipe.VARIABLE, "yes");
        }
        // As they are now: the replica's own configuration knows nothing of what was changed while the platform runs.
        Map<String, String> known = new HashMap<>(environment.environment());
        known.putAll(ports);
        new ReplicaIdentity(environment.name(), version, replica, link, token, environment.concurrency(), known)
                .into(variables);
        if (environment.container().limits().memory().isPresent()) {
            // Else each thread may get an arena of its own, and what these keep is not bounded.
            variables.putIfAbsent("MALLOC_ARENA_MAX", "2");
        }
        // The platform's log adds the time, the environment and the replica.
        variables.putIfAbsent("QUARKUS_LOG_CONSOLE_FORMAT", "%-5p [%c{3.}] (%t) %s%e%n");
        // For files on the class path Vert.x would make a folder at each start, which a process that is killed cannot
        // remove.
        variables.putIfAbsent("QUARKUS_VERTX_CACHING", "false");
        variables.putIfAbsent("QUARKUS_VERTX_CLASSPATH_RESOLVING", "false");
        // One link needs one event loop; tasks run on workers. Each further loop costs memory and time at the start.
        variables.putIfAbsent("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE", "1");
    }

    /**
     * Makes the platform's variables those of a process beside a replica.
     *
     * @param application says how to run the application's own classes
     */
    static void beside(
            Map<String, String> variables,
            EnvironmentSpec environment,
            String replica,
            Map<String, String> application,
            Map<String, String> ports) {
        variables.putAll(application);
        own(variables, environment, ports);
        variables.put(ReplicaIdentity.REPLICA, replica);
    }

    private static void own(Map<String, String> variables, EnvironmentSpec environment, Map<String, String> ports) {
        // What the platform knows of secrets is not for its children.
        variables
                .keySet()
                .removeIf(name -> name.startsWith(SecretSource.VARIABLE_PREFIX) || NOT_INHERITED.contains(name));
        variables.putAll(environment.environment());
        variables.putAll(ports);
    }
}
