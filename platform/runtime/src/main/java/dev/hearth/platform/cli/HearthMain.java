package dev.hearth.platform.cli;

import dev.hearth.functions.replica.ReplicaMain;
import io.quarkus.runtime.Quarkus;

/**
 * What the main class of every application does that has none of its own; one that has can call {@link #main} from there. A process with
 * {@code HEARTH_ROLE=replica} becomes a replica; without arguments the platform starts as any Quarkus application does; else the
 * arguments are the command line's. Calls of a platform that serves already do not start Quarkus.
 */
public final class HearthMain {
    private HearthMain() {}

    /** Runs the command line, and ends the process with its exit code. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String... args) {
        if (ReplicaMain.isReplica()) {
            ReplicaMain.run(args);
        } else if (args.length == 0) {
            Quarkus.run(args);
        } else {
            System.exit(CommandLines.execute(args));
        }
    }
}
