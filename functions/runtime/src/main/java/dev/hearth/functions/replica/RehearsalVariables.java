package dev.hearth.functions.replica;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The process environment of what rehearses its start, runs nothing, and ends. A replica joins a platform that it plays itself. */
public final class RehearsalVariables {
    static final String REHEARSAL = "HEARTH_REHEARSAL";

    private RehearsalVariables() {}

    /**
     * Adds them to those that it inherits.
     *
     * @param environment any environment of the application: the replica becomes one of it
     */
    public static void set(Map<String, String> variables, String environment) {
        set(variables);
        // The address is not used: it joins itself.
        URI nowhere = URI.create("ws://127.0.0.1:1/rehearsal");
        new ReplicaIdentity(
                        environment,
                        "rehearsal",
                        "rehearsal",
                        nowhere,
                        new ReplicaPlace.Child("rehearsal"),
                        1,
                        Map.of(),
                        Optional.empty())
                .into(variables);
    }

    /** Adds those of a command. */
    public static void set(Map<String, String> variables) {
        variables.put(REHEARSAL, "true");
    }

    /** Whether this process rehearses. */
    public static boolean here() {
        return System.getenv(REHEARSAL) != null;
    }
}
