package dev.hearth.knative.deploy;

import dev.hearth.platform.cli.CommandFailure;
import dev.hearth.platform.cli.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the manifests that the build has written to a cluster. */
@Command(
        name = "deploy",
        description =
                "Applies the manifests that the build has written to the cluster of the current kubeconfig context, and"
                        + " waits until all is ready.")
final class DeployCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--manifests",
            paramLabel = "FOLDER",
            description = "The manifests. Default: what the application's build has written, target/kubernetes.")
    private @Nullable Path folder;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The image that the cluster is to run instead of the one that the manifests name.")
    private @Nullable String image;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Where to. Default: the namespace of the current kubeconfig context.")
    private @Nullable String namespace;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait until all is ready; 0 for not at all. Default: ${DEFAULT-VALUE}.",
            defaultValue = "300")
    private int seconds;

    @Option(names = "--dry-run", description = "Have the cluster check everything, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--new-token",
            description = "Make another API token, also if there is one already. It is printed, this once.")
    private boolean newToken;

    DeployCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (seconds < 0) {
            throw CommandFailure.usage("Cannot wait for " + seconds + " seconds: give 0 or more with --wait.");
        }
        Path manifests = folder == null ? built() : folder;
        if (!Files.isDirectory(manifests)) {
            throw CommandFailure.usage("Manifests '" + manifests + "': there is no such folder. Build the application"
                    + " with the dependency hearth-knative ('mvn package'), or name one with --manifests.");
        }
        return KubeContext.in(
                terminal,
                Optional.ofNullable(namespace),
                cluster -> new Deploy(
                                cluster,
                                terminal,
                                new Deploy.Options(
                                        Optional.ofNullable(image), Duration.ofSeconds(seconds), dryRun, newToken))
                        .run(manifests));
    }

    /** Beside the packaged application that this is. */
    private static Path built() {
        Path jar = Path.of(System.getProperty("java.class.path", ""))
                .toAbsolutePath()
                .normalize();
        Path packaged = jar.getParent();
        Path target = packaged == null ? null : packaged.getParent();
        return target == null ? Path.of("target", "kubernetes") : target.resolve("kubernetes");
    }
}
