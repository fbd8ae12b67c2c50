package dev.hearth.platform.cli;

import dev.hearth.platform.run.RunRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Cancels a run. */
@Command(
        name = "cancel",
        description = "Cancels a run: what waits is gone, what runs is interrupted. Exit code 1 if it has ended.")
final class CancelCommand implements Callable<Integer> {
    private final HearthCommand hearth;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id; 'runs' lists them.")
    private String run = "";

    CancelCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        return hearth.serving().with(this::cancel);
    }

    private int cancel(Client client) {
        RunRecord now = client.cancel(run);
        if (!now.state().equals("cancelled")) {
            throw CommandFailure.failed("Cannot cancel the run '" + run + "': it has " + now.state() + ".");
        }
        return 0;
    }
}
