package dev.hearth.platform.cli;

import dev.hearth.platform.run.MapProgress;
import dev.hearth.platform.run.RunRecord;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Tells a person who watches how far a workflow's elements are: asks the platform twice a second until it is ended. */
final class RunProgress {
    private static final long EVERY_MILLIS = 500;

    private final Client client;
    private final String workflow;
    private final PrintStream err;
    private final Instant started = Instant.now();
    private final Thread watcher = new Thread(this::watch, "hearth-progress");
    private boolean drawn;

    private RunProgress(Client client, String workflow, PrintStream err) {
        this.client = client;
        this.workflow = workflow;
        this.err = err;
        watcher.setDaemon(true);
    }

    /** Begins; does nothing if nobody watches. */
    static RunProgress of(Client client, String workflow, Terminal terminal) {
        RunProgress progress = new RunProgress(client, workflow, terminal.err());
        if (terminal.interactive()) {
            progress.watcher.start();
        }
        return progress;
    }

    static String text(MapProgress elements, double seconds) {
        long done = elements.succeeded() + elements.failed();
        return String.format(
                Locale.ROOT,
                "%,d of %,d elements done  %,d failed  %,d retried  %.1f s",
                done,
                elements.submitted(),
                elements.failed(),
                elements.retried(),
                seconds);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                mine().ifPresent(run -> draw(run.progress()));
            }
        } catch (InterruptedException | RuntimeException e) {
            // Ended, or the platform is gone, of which the command itself will tell.
        }
    }

    /** The answer that names the run comes at its end; until then it is the first of its name since this command began. */
    private Optional<RunRecord> mine() {
        return client.running(workflow).stream()
                .filter(run -> !run.started().isBefore(started))
                .min(Comparator.comparing(RunRecord::started));
    }

    private void draw(MapProgress elements) {
        double seconds = (System.currentTimeMillis() - started.toEpochMilli()) / 1e3;
        err.print("\r" + text(elements, seconds) + "\u001b[K");
        err.flush();
        drawn = true;
    }

    /** Stops asking, and clears the line for what comes next. */
    void end() {
        watcher.interrupt();
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
