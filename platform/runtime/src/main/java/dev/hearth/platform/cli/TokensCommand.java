package dev.hearth.platform.cli;

import dev.hearth.HearthException;
import dev.hearth.platform.access.Role;
import dev.hearth.platform.access.TokenEntry;
import dev.hearth.platform.access.TokensFile;
import dev.hearth.platform.state.StateFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, lists and revokes API tokens. Works on the file: a platform that runs sees the change at once, and none needs to run. */
@Command(name = "tokens", description = "Makes, lists and revokes API tokens of this application's platform.")
final class TokensCommand implements Runnable {
    private static final String FILE = "HEARTH_AUTH_TOKENS_FILE";

    @Spec
    private @Nullable CommandSpec spec;

    private TokensCommand() {}

    static CommandLine line(HearthCommand hearth) {
        return new CommandLine(new TokensCommand())
                .addSubcommand(new Create(hearth))
                .addSubcommand(new ListAll(hearth))
                .addSubcommand(new Revoke(hearth));
    }

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("not parsed yet");
        }
        throw new ParameterException(
                spec.commandLine(), "A command is missing after 'tokens': create, list or revoke.");
    }

    /** What the three have in common. */
    private abstract static class OnFile implements Callable<Integer> {
        final HearthCommand hearth;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "The tokens' file. Default: " + FILE + ", else beside the state file of 'serve'.")
        private @Nullable Path file;

        OnFile(HearthCommand hearth) {
            this.hearth = hearth;
        }

        int onFile(ToIntFunction<TokensFile> action) {
            try {
                return action.applyAsInt(tokensFile());
            } catch (HearthException e) {
                throw CommandFailure.failed(String.valueOf(e.getMessage()));
            }
        }

        int print(String text) {
            try {
                OutputStream out = hearth.terminal().out();
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
                return 0;
            } catch (IOException e) {
                throw CommandFailure.unread();
            }
        }

        private TokensFile tokensFile() {
            Map<String, String> variables = hearth.terminal().environment();
            Path named = file != null ? file : path(variables.getOrDefault(FILE, ""));
            return named != null
                    ? TokensFile.at(named)
                    : TokensFile.in(
                            StateFolder.of(variables), hearth.application().name());
        }

        private static @Nullable Path path(String text) {
            return text.isBlank() ? null : Path.of(text);
        }
    }

    @Command(name = "create", description = "Makes a token and prints it, this once: only its hash is kept.")
    private static final class Create extends OnFile {
        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = "Whom or what it is for; 'list' shows it.")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "What its bearer may do: ${COMPLETION-CANDIDATES}. Each role includes those before it.")
        private Role role = Role.READ;

        Create(HearthCommand hearth) {
            super(hearth);
        }

        @Override
        public Integer call() {
            if (!name.matches("[A-Za-z0-9._-]{1,60}")) {
                throw CommandFailure.usage("Cannot make a token of the name '" + name
                        + "': a name has up to 60 letters, digits, dots, dashes and underscores.");
            }
            return onFile(file -> {
                TokensFile.Made made = file.create(name, role);
                hearth.terminal()
                        .err()
                        .println("Token " + made.entry().id() + " '" + name + "', role " + role.word()
                                + ". Keep it now: it is not shown again.");
                return print(made.token() + "\n");
            });
        }
    }

    @Command(name = "list", description = "Lists the tokens: id, role, when made, name.")
    private static final class ListAll extends OnFile {
        ListAll(HearthCommand hearth) {
            super(hearth);
        }

        @Override
        public Integer call() {
            return onFile(file -> {
                StringBuilder text = new StringBuilder();
                for (TokenEntry token : file.read()) {
                    text.append(String.format(
                            "%s  %-7s  %s  %s%n", token.id(), token.role().word(), token.created(), token.name()));
                }
                return print(text.toString());
            });
        }
    }

    @Command(name = "revoke", description = "Revokes a token: within a second no platform takes it any more.")
    private static final class Revoke extends OnFile {
        @Parameters(paramLabel = "ID|NAME", description = "The token's id, or its name; 'list' shows them.")
        private String which = "";

        Revoke(HearthCommand hearth) {
            super(hearth);
        }

        @Override
        public Integer call() {
            return onFile(file -> {
                TokenEntry revoked = file.revoke(which)
                        .orElseThrow(() -> CommandFailure.usage("Cannot revoke the token '" + which
                                + "': there is none of that id or name in '" + file.path() + "'. Known tokens: "
                                + String.join(
                                        ", ",
                                        file.read().stream()
                                                .map(token -> token.id() + " (" + token.name() + ")")
                                                .toList())
                                + "."));
                hearth.terminal().err().println("Revoked token " + revoked.id() + " '" + revoked.name() + "'.");
                return 0;
            });
        }
    }
}
