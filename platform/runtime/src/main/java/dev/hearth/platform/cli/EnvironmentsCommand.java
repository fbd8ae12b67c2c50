package dev.hearth.platform.cli;

import dev.hearth.platform.http.EnvironmentState;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows where each environment stands, and why. */
@Command(
        name = "environments",
        description = "Shows each environment's state (cold, starting, warm, failed) with the reason for it.")
final class EnvironmentsCommand implements Callable<Integer> {
    private final HearthCommand hearth;

    EnvironmentsCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        return hearth.platform().with(client -> {
            table(client.environments()).print(hearth.terminal());
            return 0;
        });
    }

    static Table table(List<EnvironmentState> environments) {
        Table table = new Table("environment", "state", "replicas", "queued", "running", "reason");
        environments.forEach(e -> table.row(
                e.name(),
                e.state().name().toLowerCase(Locale.ROOT),
                e.ready() + "/" + e.replicas(),
                e.queued(),
                e.running(),
                e.reason()));
        return table;
    }
}
