package dev.hearth.platform.cli;

import dev.hearth.HearthException;
import dev.hearth.platform.archive.ApplicationJar;
import dev.hearth.platform.archive.CommandArchive;
import dev.hearth.platform.archive.MadeArchive;
import dev.hearth.platform.provision.ReplicaArchives;
import io.quarkus.arc.Arc;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the archives of classes that replicas and commands start from. */
@Command(
        name = "train",
        description =
                "Makes the class archives that replicas and commands start from, once for each build, JDK and set of JVM options.")
final class TrainCommand implements Callable<Integer> {
    /** Another process that makes the same archive is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final int MEGABYTE = 1_000_000;

    private final HearthCommand hearth;

    @Option(
            names = "--arguments",
            paramLabel = "FILE",
            description = "Write what a replica's 'java' is to be given to start from its archive, for 'java @FILE'.")
    private @Nullable Path arguments;

    TrainCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        // Always in this process: an archive belongs to the JDK and to the options of the platform that will use it.
        return new OwnPlatform("process", hearth.verbose()).with(self -> train());
    }

    private int train() {
        try {
            ReplicaArchives archives =
                    Arc.container().instance(ReplicaArchives.class).get();
            say(archives.make(PATIENCE, false));
            if (arguments != null) {
                // Somebody else starts the replicas.
                ArgumentFile.write(arguments, archives.arguments());
            }
        } catch (HearthException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            Path jar = ApplicationJar.find(System.getProperty("java.class.path"));
            say(CommandArchive.of(jar, ManagementFactory.getRuntimeMXBean().getInputArguments())
                    .make(PATIENCE));
        } catch (HearthException e) {
            // Commands can do without: whoever starts them need not look for an archive.
            hearth.terminal().err().println(e.getMessage());
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return 0;
    }

    private void say(Optional<MadeArchive> made) {
        hearth.terminal()
                .err()
                .println(text(made.orElseThrow(
                        () -> CommandFailure.failed("Class archive: another process has been making it for "
                                + PATIENCE.toMinutes() + " minutes and is not done."))));
    }

    private static CommandFailure interrupted() {
        Thread.currentThread().interrupt();
        return CommandFailure.failed("Class archive: the command was interrupted.");
    }

    static String text(MadeArchive made) {
        return String.format(
                Locale.ROOT,
                "Class archive %s: %d MB, %s.",
                made.file(),
                made.bytes() / MEGABYTE,
                made.made()
                        .map(took -> String.format(Locale.ROOT, "made in %.1f s", took.toMillis() / 1000.0))
                        .orElse("there already"));
    }
}
