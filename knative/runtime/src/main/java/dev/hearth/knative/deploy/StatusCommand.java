package dev.hearth.knative.deploy;

import dev.hearth.platform.cli.ApplicationName;
import dev.hearth.platform.cli.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the cluster has of the application. */
@Command(
        name = "status",
        description =
                "Shows what the cluster has of this application: platform, environments, triggers, pods, and why something"
                        + " is not ready. Exit code 1 if there is nothing, or something is not ready.")
final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ApplicationName application;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Where to look. Default: the namespace of the current kubeconfig context.")
    private @Nullable String namespace;

    StatusCommand(Terminal terminal, ApplicationName application) {
        this.terminal = terminal;
        this.application = application;
    }

    @Override
    public Integer call() {
        return KubeContext.in(
                terminal,
                Optional.ofNullable(namespace),
                cluster -> new Status(cluster, terminal, application.name()).show());
    }
}
