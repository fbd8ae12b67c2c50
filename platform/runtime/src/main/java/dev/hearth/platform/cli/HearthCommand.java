package dev.hearth.platform.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that has the others, and the options that all of them share. */
@Command(
        name = "hearth",
        description = "Runs the application's workflows and tasks on warm replicas.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = HearthCommand.Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:a failed run", "2:wrong use: unknown names, bad input, unknown options"})
final class HearthCommand implements Runnable {
    /** How replicas are started. */
    enum Provisioner {
        EMBEDDED,
        PROCESS
    }

    private final Terminal terminal;
    private final ApplicationName application;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description =
                    "The platform to call. Default: the one that 'serve' started; else one is started for the command.")
    private @Nullable URI url;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Certificates to trust at an https URL, as PEM. Default: HEARTH_CACERT, else what the JDK trusts.")
    private @Nullable Path authorities;

    @Option(
            names = "--provisioner",
            paramLabel = "KIND",
            scope = ScopeType.INHERIT,
            description = "Start a platform for this command, with replicas of this kind: ${COMPLETION-CANDIDATES}.")
    private @Nullable Provisioner provisioner;

    @Option(
            names = "--timeline",
            scope = ScopeType.INHERIT,
            description = "Print who ran where and when to standard error, after the end.")
    private boolean timeline;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the whole log of a platform that is started for the command, on standard error.")
    private boolean verbose;

    HearthCommand(Terminal terminal, ApplicationName application) {
        this.terminal = terminal;
        this.application = application;
    }

    @Override
    public void run() {
        throw new ParameterException(
                line(),
                "A command is missing. Known: "
                        + String.join(", ", line().getSubcommands().keySet()) + ".");
    }

    Terminal terminal() {
        return terminal;
    }

    ApplicationName application() {
        return application;
    }

    boolean timeline() {
        return timeline;
    }

    boolean verbose() {
        return verbose;
    }

    /** The provisioner that was asked for, as its property has it; null if none was. */
    @Nullable
    String provisioner() {
        return provisioner == null ? null : provisioner.name().toLowerCase(Locale.ROOT);
    }

    StateFile stateFile() {
        return StateFile.of(application.name(), terminal.environment());
    }

    /** The platform that the command shall call. */
    Platform platform() {
        if (url != null && provisioner != null) {
            throw new ParameterException(
                    line(), "--url and --provisioner exclude each other: the platform at the URL has its own.");
        }
        if (url != null) {
            return Platform.at(target(url));
        }
        OwnPlatform own = new OwnPlatform(provisioner(), verbose);
        return provisioner != null
                ? own::with
                : action ->
                        Platform.serving(stateFile(), token()).orElse(own::with).with(action);
    }

    /** A platform that stays: what is done to one that ends with the command would be without effect. */
    Platform serving() {
        if (provisioner != null) {
            throw new ParameterException(line(), "--provisioner starts a platform that ends with the command.");
        }
        return url != null
                ? Platform.at(target(url))
                : Platform.serving(stateFile(), token())
                        .orElseThrow(() -> CommandFailure.failed("No platform of application '" + application.name()
                                + "' serves here. Start one with 'serve', or name one with --url."));
    }

    private Target target(URI named) {
        return new Target(
                named,
                token(),
                Optional.ofNullable(authorities)
                        .or(() -> variable("HEARTH_CACERT").map(Path::of))
                        .map(Trust::authorities));
    }

    private Optional<String> token() {
        return variable(Target.TOKEN);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(terminal.environment().get(name)).filter(value -> !value.isBlank());
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("not parsed yet");
        }
        return spec.commandLine();
    }

    /** The application's version. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            ApplicationName application = ApplicationName.read();
            return new String[] {application.name() + " " + application.version()};
        }
    }
}
