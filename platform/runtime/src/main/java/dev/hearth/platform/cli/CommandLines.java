package dev.hearth.platform.cli;

import io.quarkus.runtime.ApplicationLifecycleManager;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** From arguments to an exit code: 0, 1 for what failed, 2 for wrong use. */
public final class CommandLines {
    private CommandLines() {}

    static int execute(String... args) {
        return execute(Terminal.ofProcess(), ApplicationName.read(), args);
    }

    /**
     * Runs a command, be it one of another module's.
     *
     * @return the exit code
     */
    public static int execute(Terminal terminal, ApplicationName application, String... args) {
        HearthCommand hearth = new HearthCommand(terminal, application);
        CommandLine line = new CommandLine(hearth)
                .addSubcommand(new ServeCommand(hearth))
                .addSubcommand(new RunCommand(hearth))
                .addSubcommand(new MapCommand(hearth))
                .addSubcommand(new ListCommand(hearth))
                .addSubcommand(new PoolsCommand(hearth))
                .addSubcommand(new EnvironmentsCommand(hearth))
                .addSubcommand(new ReplicasCommand(hearth))
                .addSubcommand(new PrewarmCommand(hearth))
                .addSubcommand(new ChangeCommand(hearth))
                .addSubcommand(TokensCommand.line(hearth))
                .addSubcommand(new RunsCommand(hearth))
                .addSubcommand(new FollowCommand(hearth))
                .addSubcommand(new CancelCommand(hearth))
                .addSubcommand(new TrainCommand(hearth));
        ServiceLoader.load(CommandProvider.class, Thread.currentThread().getContextClassLoader())
                .forEach(provider -> provider.commands(terminal, application).forEach(line::addSubcommand));
        return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(true)
                // '@' begins the name of an input file here, not of a file with more arguments.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> misused(terminal, e))
                .setExecutionExceptionHandler((e, command, parsed) -> fail(terminal, e))
                .execute(args);
    }

    private static int misused(Terminal terminal, CommandLine.ParameterException e) {
        terminal.err().println(e.getMessage());
        StringWriter suggestions = new StringWriter();
        if (CommandLine.UnmatchedArgumentException.printSuggestions(e, new PrintWriter(suggestions))) {
            terminal.err().print(suggestions);
        }
        terminal.err().println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return CommandFailure.USAGE;
    }

    private static int fail(Terminal terminal, Exception e) {
        if (ApplicationLifecycleManager.isVmShuttingDown()) {
            // Whatever broke, broke because the user said stop.
            return CommandFailure.FAILED;
        }
        if (e instanceof CommandFailure failure) {
            if (failure.code() != CommandFailure.QUIET) {
                terminal.err().println(failure.getMessage());
            }
            return failure.code();
        }
        if (e instanceof RunFailure failure) {
            terminal.err().println(failure.getMessage());
            return failure.code();
        }
        terminal.err().println("The command failed unexpectedly; this is a defect of Hearth:");
        e.printStackTrace(terminal.err());
        return CommandFailure.FAILED;
    }
}
