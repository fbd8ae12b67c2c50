package dev.hearth.platform.cli;

import dev.hearth.platform.http.EnvironmentState;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts an environment's replicas before its first task. */
@Command(
        name = "prewarm",
        description = {
            "Starts an environment's replicas before its first task.",
            "Its time to live counts from when they have joined."
        })
final class PrewarmCommand implements Callable<Integer> {
    /** As long as the platform lets a request wait. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final HearthCommand hearth;

    @Parameters(
            index = "0",
            paramLabel = "ENVIRONMENT",
            description = "The environment's name; 'environments' names them.")
    private String environment = "";

    @Option(names = "--replicas", paramLabel = "N", description = "So many of its replicas. Default: all.")
    private @Nullable Integer replicas;

    @Option(names = "--wait", description = "Wait until they have joined; exit code 1 if they cannot be started.")
    private boolean wait;

    PrewarmCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        OptionalInt count = replicas == null ? OptionalInt.empty() : OptionalInt.of(replicas);
        return hearth.serving().with(client -> {
            EnvironmentState state = client.prewarm(environment, count, wait ? LONGEST : Duration.ZERO);
            EnvironmentsCommand.table(List.of(state)).print(hearth.terminal());
            return !wait || state.starting() == 0 ? 0 : CommandFailure.FAILED;
        });
    }
}
