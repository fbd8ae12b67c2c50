package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.functions.replica.ReplicaIdentity;
import dev.hearth.functions.replica.ReplicaPlace;
import dev.hearth.functions.secret.SecretPipe;
import dev.hearth.platform.address.LinkAddress;
import dev.hearth.platform.secret.SecretSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The environment variables of a replica's process. */
final class ReplicaVariables {
    private static final Set<String> NOT_INHERITED = Set.of(
            "HEARTH_SECRETS_DIRECTORY",
            SecretPipe.VARIABLE,
            // Whoever started the platform may have it for commands.
            "HEARTH_TOKEN",
            "HEARTH_CACERT",
            "HEARTH_PLATFORM_CERTIFICATES");

    /** Settings of the platform alone, some of them passwords. */
    private static final List<String> PREFIXES_NOT_INHERITED =
            List.of(SecretSource.VARIABLE_PREFIX, "HEARTH_AUTH_", "HEARTH_JOURNAL_", "QUARKUS_HTTP_");

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
            LinkAddress link) {
        own(variables, environment, ports);
        if (!environment.container().secrets().isEmpty()) {
            variables.put(SecretPipe.VARIABLE, "yes");
        }
        // As they are now: the replica's own configuration knows nothing of what was changed while the platform runs.
        Map<String, String> known = new HashMap<>(environment.environment());
        known.putAll(ports);
        new ReplicaIdentity(
                        environment.name(),
                        version,
                        replica,
                        link.uri(),
                        new ReplicaPlace.Child(token),
                        environment.concurrency(),
                        known,
                        link.certificates().map(Path::toString))
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
                .removeIf(name -> NOT_INHERITED.contains(name)
                        || PREFIXES_NOT_INHERITED.stream().anyMatch(name::startsWith));
        variables.putAll(environment.environment());
        variables.putAll(ports);
    }
}
