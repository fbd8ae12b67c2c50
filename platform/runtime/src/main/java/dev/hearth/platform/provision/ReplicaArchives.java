package dev.hearth.platform.provision;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.platform.archive.ApplicationJar;
import dev.hearth.platform.archive.ArchiveState;
import dev.hearth.platform.archive.MadeArchive;
import dev.hearth.platform.archive.ReplicaArchive;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The archive that this platform's replicas start from, as the configuration has it. Safe for use by several threads. */
@Singleton
public class ReplicaArchives {
    private final ProcessConfig config;
    private final Catalog catalog;
    private final ArchiveWatch watch;
    private Optional<ReplicaArchive> archive = Optional.empty();
    private boolean asked;
    private volatile String reason = "";
    private volatile boolean making;
    private volatile String failure = "";

    @Inject
    ReplicaArchives(ProcessConfig config, Catalog catalog, ArchiveWatch watch) {
        this.config = config;
        this.catalog = catalog;
        this.watch = watch;
    }

    /** The words of a replica's command that start the application of this jar: from the archive, if it is there. */
    List<String> startWords(Path jar) {
        Optional<ReplicaArchive> known = archive();
        return known.isPresent() ? known.get().startWords(watch::isBroken) : ReplicaArchive.withoutArchive(jar, reason);
    }

    /** What is known of the archive, whether its file is there or not; empty if there can be none. Does not change while this process lives. */
    private synchronized Optional<ReplicaArchive> archive() {
        if (!asked) {
            asked = true;
            try {
                archive = Optional.of(describe());
            } catch (HearthException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        return archive;
    }

    /**
     * Makes the archive, unless it is there.
     *
     * @param patience how long to wait for another process that makes the same
     * @param gently makes it at the lowest priority
     * @return empty if another process is still making the same
     * @throws HearthException if it cannot be made
     */
    public Optional<MadeArchive> make(Duration patience, boolean gently) throws InterruptedException {
        String environment = catalog.environments().stream()
                .map(EnvironmentSpec::name)
                .findFirst()
                .orElseThrow(() ->
                        new HearthException("Class archive: the application has no environment, so no replicas."));
        making = true;
        try {
            failure = "";
            return describe().make(environment, patience, gently);
        } catch (HearthException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        } finally {
            making = false;
        }
    }

    /**
     * What follows {@code java} on the command line of a replica that starts from the archive, if it is there: for whoever starts replicas
     * without this platform.
     */
    public List<String> arguments() {
        List<String> jvm = jvm();
        List<String> arguments = new ArrayList<>(jvm.subList(1, jvm.size()));
        arguments.addAll(startWords(jar()));
        return List.copyOf(arguments);
    }

    /** What an environment's replicas that start now take classes from. Reads files the first time. */
    ArchiveState state(String environment) {
        Optional<ReplicaArchive> known = archive();
        if (known.isEmpty()) {
            return ArchiveState.none(reason);
        }
        Optional<Path> file = known.get().file();
        if (file.isEmpty() && making) {
            return ArchiveState.MAKING;
        }
        if (file.isEmpty() && !failure.isEmpty()) {
            return ArchiveState.none(failure);
        }
        return file.isPresent() && watch.isIgnoredBy(environment)
                ? ArchiveState.none("the JVM did not take '" + file.get() + "'")
                : known.get().state(watch::isBroken);
    }

    private ReplicaArchive describe() {
        if (!config.archive()) {
            throw new HearthException("Class archive: 'hearth.process.archive' is false.");
        }
        if (config.command().isPresent()) {
            throw new HearthException("Class archive: '" + ReplicaCommand.COMMAND
                    + "' says how replicas start. Name one there, or unset it.");
        }
        return ReplicaArchive.of(jar(), jvm(), System.getenv());
    }

    private static Path jar() {
        return ApplicationJar.find(System.getProperty("java.class.path"));
    }

    private List<String> jvm() {
        return ReplicaCommand.jvm(
                config,
                System.getProperty("java.home"),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
    }
}
