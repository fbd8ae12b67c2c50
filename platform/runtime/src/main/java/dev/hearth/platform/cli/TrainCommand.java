package dev.hearth.platform.cli;

import dev.hearth.HearthException;
import dev.hearth.platform.archive.ReplicaArchive;
import dev.hearth.platform.provision.ReplicaArchives;
import io.quarkus.arc.Arc;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes the archive of classes that replicas start from. */
@Command(
        name = "train",
        description =
                "Makes the class archive that replicas start from, once for each build, JDK and set of JVM options.")
final class TrainCommand implements Callable<Integer> {
    /** Another process that makes the same archive is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final int MEGABYTE = 1_000_000;

    private final HearthCommand hearth;

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
            ReplicaArchive.Made made = Arc.container()
                    .instance(ReplicaArchives.class)
                    .get()
                    .make(PATIENCE, false)
                    .orElseThrow(() -> CommandFailure.failed("Class archive: another process has been making it for "
                            + PATIENCE.toMinutes() + " minutes and is not done."));
            hearth.terminal().err().println(text(made));
            return 0;
        } catch (HearthException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("Class archive: the command was interrupted.");
        }
    }

    static String text(ReplicaArchive.Made made) {
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
