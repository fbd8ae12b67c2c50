package dev.hearth.platform.cli;

import dev.hearth.platform.dispatch.ReplicaView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the replicas. */
@Command(name = "replicas", description = "Shows the replicas of all environments, or of one.")
final class ReplicasCommand implements Callable<Integer> {
    private final HearthCommand hearth;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ENVIRONMENT",
            description = "The environment's name; 'environments' names them. Default: all.")
    private @Nullable String environment;

    ReplicasCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        return hearth.serving().with(client -> {
            table(client.replicas(Optional.ofNullable(environment))).print(hearth.terminal());
            return 0;
        });
    }

    static Table table(List<ReplicaView> replicas) {
        Table table = new Table("replica", "pid", "phase", "held", "completed", "archive", "since");
        replicas.forEach(r -> table.row(
                r.name(),
                r.pid() == 0 ? "-" : r.pid(),
                r.phase().name().toLowerCase(Locale.ROOT),
                r.held(),
                r.completed(),
                r.archive().isEmpty() ? "-" : r.archive(),
                Moments.text(r.since())));
        return table;
    }
}
