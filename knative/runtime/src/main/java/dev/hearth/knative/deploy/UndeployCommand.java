package dev.hearth.knative.deploy;

import dev.hearth.platform.cli.ApplicationName;
import dev.hearth.platform.cli.CommandFailure;
import dev.hearth.platform.cli.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes an installation. */
@Command(
        name = "undeploy",
        description =
                "Removes everything of this application from the cluster, its journal too, and waits until it is gone.")
final class UndeployCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ApplicationName application;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Where from. Default: the namespace of the current kubeconfig context.")
    private @Nullable String namespace;

    @Option(names = "--keep-journal", description = "Leave the volume that has the journal, for another deployment.")
    private boolean keepJournal;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "How long to wait until all is gone. Default: ${DEFAULT-VALUE}, as long as replicas may finish.",
            defaultValue = "420")
    private int seconds;

    UndeployCommand(Terminal terminal, ApplicationName application) {
        this.terminal = terminal;
        this.application = application;
    }

    @Override
    public Integer call() {
        if (seconds < 0) {
            throw CommandFailure.usage("Cannot wait for " + seconds + " seconds: give 0 or more with --wait.");
        }
        return KubeContext.in(
                terminal,
                Optional.ofNullable(namespace),
                cluster -> new Undeploy(cluster, terminal, application.name())
                        .run(keepJournal, Duration.ofSeconds(seconds)));
    }
}
