package dev.hearth.platform.provision;

import dev.hearth.platform.archive.ReplicaArchive;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Watches whether replicas start from the archive that they are given. An archive that the JVM ignores costs time and is said once for each
 * environment; one that makes a JVM crash is given to no further replica. Safe for use by several threads.
 */
@Singleton
class ArchiveWatch {
    private static final Logger LOG = Logger.getLogger(ArchiveWatch.class);

    /** How a JVM ends that breaks inside, as a replica's reason begins. */
    private static final List<String> CRASHES =
            List.of("ended by signal SIGABRT", "ended by signal SIGBUS", "ended by signal SIGSEGV");

    private record Start(String environment, Optional<Path> archive) {}

    private final Map<String, Start> starting = new ConcurrentHashMap<>();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final Set<Path> broken = ConcurrentHashMap.newKeySet();

    /** A replica is about to start with this command, which is returned. */
    List<String> starting(String environment, String replica, List<String> command) {
        starting.put(replica, new Start(environment, ReplicaArchive.usedBy(command)));
        return command;
    }

    /**
     * It has joined.
     *
     * @param kind what its start took classes from, as its hello says
     */
    void joined(String replica, String kind) {
        Start start = starting.remove(replica);
        if (start != null && start.archive().isPresent() && kind.equals("none") && warned.add(start.environment())) {
            LOG.warnf(
                    "Environment '%s': its replicas start slowly, for the JVM does not take the class archive '%s'. JVM options that"
                            + " only this environment has may be the cause, or damage: its replicas' log may say more. If you remove the"
                            + " file, another is made.",
                    start.environment(), start.archive().get());
        }
    }

    /** It has ended, whether it had joined or not. */
    void ended(String replica, String reason) {
        Start start = starting.remove(replica);
        if (start != null
                && start.archive().isPresent()
                && CRASHES.stream().anyMatch(reason::startsWith)
                && broken.add(start.archive().get())) {
            LOG.warnf(
                    "Class archive '%s': the JVM of replica '%s' crashed with it. Replicas of this platform start without it."
                            + " Remove the file, and another is made.",
                    start.archive().get(), replica);
        }
    }

    /** Whether replicas of an environment were given an archive that their JVM did not take. */
    boolean isIgnoredBy(String environment) {
        return warned.contains(environment);
    }

    /** Whether an archive has made a JVM crash. */
    boolean isBroken(Path archive) {
        return broken.contains(archive);
    }

    /** Whether no replica is between its start and its joining. */
    boolean idle() {
        return starting.isEmpty();
    }
}
