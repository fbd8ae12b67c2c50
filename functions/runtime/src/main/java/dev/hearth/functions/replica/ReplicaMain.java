package dev.hearth.functions.replica;

import dev.hearth.HearthException;
import dev.hearth.functions.secret.SecretPipe;
import io.quarkus.runtime.Quarkus;

/** What the main method of an application calls first when {@link #isReplica}. */
public final class ReplicaMain {
    private ReplicaMain() {}

    /** Whether this process is to be a replica: its environment has {@code HEARTH_ROLE=replica}. */
    public static boolean isReplica() {
        return ReplicaIdentity.isReplica(System.getenv());
    }

    /** Runs the replica until its end. Exits with a code of {@link ReplicaExit}. */
    public static void run(String... args) {
        try {
            if (ReplicaIdentity.of(System.getenv()).place() instanceof ReplicaPlace.Child) {
                StandardInput.watch(System.getenv(SecretPipe.VARIABLE) != null);
            }
        } catch (HearthException e) {
            // Before Quarkus starts there is no log.
            System.err.println(e.getMessage());
            System.exit(ReplicaExit.BAD_START);
        }
        Quarkus.run(ReplicaApplication.class, args);
    }
}
