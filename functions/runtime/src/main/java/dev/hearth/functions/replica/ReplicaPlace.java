package dev.hearth.functions.replica;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where a replica runs: it decides how the replica joins, and when its process ends. */
public sealed interface ReplicaPlace {
    /**
     * A child process of the platform on its machine: it joins once and ends with its link; its secrets come by its standard input.
     *
     * @param token lets it join, once
     */
    record Child(String token) implements ReplicaPlace {
        @Override
        public String toString() {
            return "Child[]";
        }
    }

    /**
     * A pod, which something else than the platform keeps. One of an actor environment outlives its links: it joins again for as long as
     * it lives. One of a regular task ends with its link.
     *
     * @param joinKey the file with the environment's join key, which may come late and may change: read at each joining
     * @param direct it serves calls that do not come by the platform, at the port that the variable {@code PORT} has, by default 8080
     * @param drain what it may take to finish what runs when it is told to end (SIGTERM)
     * @param secrets the folder with a file for each secret; empty if the environment requests none
     */
    record Pod(Path joinKey, boolean direct, Duration drain, Optional<Path> secrets) implements ReplicaPlace {}
}
