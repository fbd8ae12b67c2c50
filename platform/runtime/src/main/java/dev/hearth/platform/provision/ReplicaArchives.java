package dev.hearth.platform.provision;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.platform.archive.ApplicationJar;
import dev.hearth.platform.archive.ReplicaArchive;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The archive that this platform's replicas start from, as the configuration has it. Safe for use by several threads. */
@Singleton
public class ReplicaArchives {
    private static final Logger LOG = Logger.getLogger(ReplicaArchives.class);

    private final ProcessConfig config;
    private final Catalog catalog;
    private @Nullable Optional<ReplicaArchive> archive;

    @Inject
    ReplicaArchives(ProcessConfig config, Catalog catalog) {
        this.config = config;
        this.catalog = catalog;
    }

    /** The archive, whether its file is there or not; empty if there can be none, which the log says once. */
    public synchronized Optional<ReplicaArchive> archive() {
        if (archive == null) {
            try {
                archive = Optional.of(describe());
            } catch (HearthException e) {
                LOG.infof("Replicas start without a class archive: %s", e.getMessage());
                archive = Optional.empty();
            }
        }
        return archive;
    }

    /**
     * Makes the archive, unless it is there.
     *
     * @param patience how long to wait for another process that makes the same
     * @param gently makes it at the lowest priority
     * @throws HearthException if it cannot be made
     */
    public ReplicaArchive.Made make(Duration patience, boolean gently) throws InterruptedException {
        String environment = catalog.environments().stream()
                .map(EnvironmentSpec::name)
                .findFirst()
                .orElseThrow(() ->
                        new HearthException("Class archive: the application has no environment, so no replicas."));
        return describe().make(environment, patience, gently);
    }

    private ReplicaArchive describe() {
        if (config.command().isPresent()) {
            throw new HearthException("Class archive: '" + ReplicaCommand.COMMAND
                    + "' says how replicas start, so they have none. Name one there, or unset it.");
        }
        return ReplicaArchive.of(
                ApplicationJar.find(System.getProperty("java.class.path")),
                ReplicaCommand.jvm(
                        config,
                        System.getProperty("java.home"),
                        ManagementFactory.getRuntimeMXBean().getInputArguments()),
                System.getenv());
    }
}
