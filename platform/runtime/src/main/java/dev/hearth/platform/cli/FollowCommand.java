package dev.hearth.platform.cli;

import dev.hearth.platform.run.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows how far a run is, until it ends. */
@Command(
        name = "follow",
        description = {
            "Shows how far a run is until it ends: a progress bar on a terminal, else a line for each change.",
            "Exit code 0 if it succeeds, 1 if it fails or is cancelled. Ending this command leaves the run alone."
        })
final class FollowCommand implements Callable<Integer> {
    private static final long EVERY_MILLIS = 500;

    private final HearthCommand hearth;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id; 'runs' lists them.")
    private String id = "";

    FollowCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        return hearth.serving().with(this::follow);
    }

    private int follow(Client client) {
        FollowedRun shown = new FollowedRun(hearth.terminal());
        RunRecord run = client.record(id);
        while (run.state().equals("running")) {
            shown.draw(run);
            pause();
            run = client.record(id);
        }
        shown.end();
        Table.print(summary(run), hearth.terminal());
        run.failure().ifPresent(failure -> hearth.terminal().err().println(failure));
        if (hearth.timeline()) {
            Timeline.print(run, hearth.terminal().err());
        }
        return run.state().equals("succeeded") ? 0 : CommandFailure.FAILED;
    }

    private static void pause() {
        try {
            Thread.sleep(EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("Interrupted.");
        }
    }

    static String summary(RunRecord run) {
        Duration took = Duration.between(run.started(), run.ended().orElseGet(Instant::now));
        return String.format(
                Locale.ROOT,
                "%s %s: %s in %s, %,d elements, %,d failed, %,d retried%n",
                run.kind(),
                run.name(),
                run.state(),
                Moments.seconds(took),
                run.progress().submitted(),
                run.progress().failed(),
                run.progress().retried());
    }
}
