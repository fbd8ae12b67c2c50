package dev.hearth.platform.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one workflow and prints its result, or starts it and prints its run. */
@Command(name = "run", description = "Runs a workflow; prints its result as JSON, an array an element a line.")
final class RunCommand implements Callable<Integer> {
    private final HearthCommand hearth;

    @Parameters(index = "0", paramLabel = "WORKFLOW", description = "The workflow's name; 'list' names them.")
    private String workflow = "";

    @Option(
            names = "--input",
            paramLabel = "JSON|@FILE",
            defaultValue = "{}",
            description = "Its parameters as a JSON object. Default: ${DEFAULT-VALUE}.")
    private String input = "{}";

    @Option(
            names = "--async",
            description = "Print the run's id as soon as it has started; 'follow' shows how far it is.")
    private boolean async;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The run's idempotency key: with one that a run has already, this is about that run.")
    private @Nullable String key;

    RunCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        byte[] json = input.startsWith("@") ? read(input.substring(1)) : input.getBytes(StandardCharsets.UTF_8);
        if (async) {
            return hearth.serving().with(client -> {
                Table.print(client.start(workflow, json, Optional.ofNullable(key)) + "\n", hearth.terminal());
                return 0;
            });
        }
        return hearth.platform().with(client -> run(client, json));
    }

    private int run(Client client, byte[] json) {
        Terminal terminal = hearth.terminal();
        String run = "";
        try {
            Client.Answer answer = answer(client, json);
            run = answer.run();
            ResultPrinter.print(answer.json(), terminal.out());
            return 0;
        } catch (RunFailure e) {
            run = e.run().orElse("");
            throw e;
        } catch (IOException e) {
            throw CommandFailure.unread();
        } finally {
            if (hearth.timeline() && !run.isEmpty()) {
                Timeline.print(client.record(run), terminal.err());
            }
        }
    }

    private Client.Answer answer(Client client, byte[] json) {
        RunProgress progress = RunProgress.of(client, workflow, hearth.terminal());
        try {
            return client.run(workflow, json, Optional.ofNullable(key));
        } finally {
            progress.end();
        }
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw CommandFailure.usage("Cannot read the input file '" + file + "': " + Inputs.reason(e) + ".");
        }
    }
}
