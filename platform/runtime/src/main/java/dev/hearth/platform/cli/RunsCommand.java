package dev.hearth.platform.cli;

import dev.hearth.platform.run.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(name = "runs", description = "Lists runs, the newest first: those under way and those that are remembered.")
final class RunsCommand implements Callable<Integer> {
    /** The states that a run can be in. */
    enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    private static final int LIMIT = 20;

    private final HearthCommand hearth;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those in this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable State state;

    @Option(names = "--name", paramLabel = "NAME", description = "Only those of this workflow or task.")
    private @Nullable String name;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "" + LIMIT,
            description = "So many at most. Default: ${DEFAULT-VALUE}.")
    private int limit = LIMIT;

    RunsCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw CommandFailure.usage("Cannot list --limit " + limit + " runs: it must be at least 1.");
        }
        Optional<String> wanted = Optional.ofNullable(state).map(s -> s.name().toLowerCase(Locale.ROOT));
        return hearth.serving().with(client -> {
            table(client.runs(wanted, Optional.ofNullable(name), limit)).print(hearth.terminal());
            return 0;
        });
    }

    static Table table(List<RunRecord> runs) {
        Table table = new Table("run", "kind", "name", "state", "started", "took", "elements", "failed", "retried");
        for (RunRecord run : runs) {
            Duration took = Duration.between(run.started(), run.ended().orElseGet(Instant::now));
            table.row(
                    run.id(),
                    run.kind(),
                    run.name(),
                    run.state(),
                    Moments.text(run.started()),
                    Moments.seconds(took),
                    run.progress().submitted(),
                    run.progress().failed(),
                    run.progress().retried());
        }
        return table;
    }
}
