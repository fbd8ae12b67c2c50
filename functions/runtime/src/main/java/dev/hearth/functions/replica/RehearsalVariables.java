package dev.hearth.functions.replica;

import java.util.Map;

/** The process environment of a replica that rehearses its start: it joins a platform that it plays itself, runs nothing, and ends. */
public final class RehearsalVariables {
    static final String REHEARSAL = "HEARTH_REHEARSAL";

    private RehearsalVariables() {}

    /**
     * Adds them to those that it inherits.
     *
     * @param environment any environment of the application: the replica becomes one of it
     */
    public static void set(Map<String, String> variables, String environment) {
        variables.put(REHEARSAL, "true");
        variables.put("HEARTH_ROLE", "replica");
        variables.put("HEARTH_ENVIRONMENT", environment);
        variables.put("HEARTH_ENVIRONMENT_VERSION", "rehearsal");
        variables.put("HEARTH_REPLICA", "rehearsal");
        // Not used: it joins itself.
        variables.put("HEARTH_PLATFORM", "ws://127.0.0.1:1/rehearsal");
        variables.put("HEARTH_TOKEN", "rehearsal");
        variables.put("HEARTH_CONCURRENCY", "1");
        variables.put("QUARKUS_HTTP_HOST_ENABLED", "false");
        variables.put("QUARKUS_BANNER_ENABLED", "false");
    }

    /** Whether this process rehearses. */
    static boolean here() {
        return System.getenv(REHEARSAL) != null;
    }
}
