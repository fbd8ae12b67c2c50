package dev.hearth.platform.provision;

import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.platform.archive.ArchiveState;

/** Starts and ends the replicas of environments. Calls do not block; several may be under way at once. */
public interface Provisioner {
    /** What a provisioner tells whoever asked for a replica. Called on any thread. */
    interface Listener {
        /** The replica really starts now: the time it may take to join counts from here. Called at most once, before {@link #ended}. */
        default void launched(String replica) {}

        /**
         * The replica has ended, whether it had joined or not. This or {@link #refused} is called once for each replica that was to be started.
         *
         * @param reason exit code or signal and the last lines of its output, as one text
         */
        void ended(String replica, String reason);

        /**
         * The replica was not started, and to try again at once would end the same way: its configuration is wrong, or lacks something, such as a secret.
         *
         * @param reason what is wrong, and what to do
         */
        default void refused(String replica, String reason) {
            ended(replica, reason);
        }
    }

    /** The name by which {@code --provisioner} and {@code hearth.provisioner} choose it. */
    String name();

    /**
     * How many replicas of an environment of regular tasks there may be at once, at least 1: what the place where they run bears now.
     *
     * @throws dev.hearth.HearthException if what was configured makes no sense
     */
    int freshReplicas(EnvironmentSpec environment);

    /**
     * Starts one replica, which will join by a link with the token (or, embedded, by itself).
     *
     * @throws dev.hearth.HearthException if it is refused; the listener is told nothing then. See {@link Listener#refused}
     */
    void start(EnvironmentSpec environment, String version, String replica, String token, Listener listener);

    /**
     * The replica has joined: its start is over, and others may have their turn.
     *
     * @param archive what its start took classes from, as its hello says: {@code cds}, {@code aot} or {@code none}
     */
    default void joined(String replica, String archive) {}

    /** What replicas of an environment that start now take classes from. May read files. */
    default ArchiveState archive(String environment) {
        return ArchiveState.none("replicas of provisioner " + name() + " have none");
    }

    /** Ends a replica at once, whatever it does. Without effect if it has ended. */
    void kill(String replica);

    /** Ends all replicas and waits for their end, for at most a few seconds. */
    void close();
}
