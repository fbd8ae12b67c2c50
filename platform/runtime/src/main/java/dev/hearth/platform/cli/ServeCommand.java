package dev.hearth.platform.cli;

import dev.hearth.platform.address.ServerCertificate;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A platform that stays until it is told to stop. */
@Command(name = "serve", description = "Starts a platform that stays; other commands find it.")
final class ServeCommand implements Callable<Integer> {
    private final HearthCommand hearth;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where it listens; 0 for any free port. Default: the configured one, 8080 if none is.")
    private @Nullable Integer port;

    ServeCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        if (port != null && (port < 0 || port > 65535)) {
            throw CommandFailure.usage("Cannot serve on port " + port + ": a port is a number from 0 to 65535.");
        }
        return new OwnPlatform(hearth.provisioner(), true).serve(port, this::stay);
    }

    private int stay(Client self) {
        long pid = ProcessHandle.current().pid();
        StateFile file = hearth.stateFile();
        Thread removal = new Thread(() -> remove(file, pid), "hearth-state-file");
        try {
            file.write(new StateFile.State(
                    self.url().toString(),
                    pid,
                    hearth.application().version(),
                    self.target().token().orElse(null),
                    Arc.container()
                            .instance(ServerCertificate.class)
                            .get()
                            .shown()
                            .orElse(null)));
            Runtime.getRuntime().addShutdownHook(removal);
        } catch (IOException e) {
            hearth.terminal()
                    .err()
                    .println("Cannot write the state file '" + file.path() + "': " + e + ". Other commands need --url "
                            + self.url() + " to find this platform.");
        }
        hearth.terminal().err().println("Serving " + hearth.application().name() + " at " + self.url());
        Quarkus.waitForExit();
        remove(file, pid);
        // Not 0 if the platform has ended itself, since a port of its own was taken.
        return ApplicationLifecycleManager.getExitCode();
    }

    private static void remove(StateFile file, long pid) {
        try {
            file.delete(pid);
        } catch (IOException e) {
            // The next command finds the process gone and ignores the file.
        }
    }
}
