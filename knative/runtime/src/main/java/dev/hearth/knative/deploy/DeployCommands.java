package dev.hearth.knative.deploy;

import dev.hearth.platform.cli.ApplicationName;
import dev.hearth.platform.cli.CommandProvider;
import dev.hearth.platform.cli.Terminal;
import java.util.List;

/** The commands that this package has. Nothing of the cluster's client is loaded before one of them runs. */
public final class DeployCommands implements CommandProvider {
    @Override
    public List<Object> commands(Terminal terminal, ApplicationName application) {
        return List.of(
                new DeployCommand(terminal),
                new UndeployCommand(terminal, application),
                new StatusCommand(terminal, application));
    }
}
