package dev.hearth.platform.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Maps one task over elements. */
@Command(
        name = "map",
        description = "Runs a task for each element of the input; prints the results as NDJSON while they come.")
final class MapCommand implements Callable<Integer> {
    private final HearthCommand hearth;

    @Parameters(index = "0", paramLabel = "ENVIRONMENT.TASK", description = "The task's full name; 'list' names them.")
    private String task = "";

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE|-",
            description = "The elements: a JSON array, or a JSON value a line; - for standard input.")
    private String input = "";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Elements at once, at most. Default: as many as the environment's replicas can run.")
    private @Nullable Integer concurrency;

    @Option(
            names = "--min-success-ratio",
            paramLabel = "R",
            description = "From 0 to 1: how many may not fail. Default: all must succeed.")
    private @Nullable Double minSuccessRatio;

    @Option(names = "--unordered", description = "Print results as they come, not in the order of the input.")
    private boolean unordered;

    MapCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        if (concurrency != null && concurrency < 1) {
            throw CommandFailure.usage("Cannot map with --concurrency " + concurrency + ": it is a number from 1 on.");
        }
        if (minSuccessRatio != null && !(minSuccessRatio >= 0 && minSuccessRatio <= 1)) {
            throw CommandFailure.usage(
                    "Cannot map with --min-success-ratio " + minSuccessRatio + ": it is a number from 0 to 1.");
        }
        try (InputStream elements = Inputs.open(input, hearth.terminal().in())) {
            return hearth.platform().with(client -> map(client, elements));
        } catch (IOException e) {
            throw CommandFailure.usage("Cannot read the input file '" + input + "': " + Inputs.reason(e) + ".");
        }
    }

    private int map(Client client, InputStream elements) {
        Terminal terminal = hearth.terminal();
        Progress progress = new Progress(terminal);
        MapPrinter printer = new MapPrinter(terminal.out(), progress);
        try (MapClient maps = new MapClient(client.target())) {
            maps.run(
                    "/api/tasks/" + Client.encode(task) + "/map" + query(terminal.interactive()),
                    elements,
                    printer::line);
        } catch (RunFailure e) {
            progress.end();
            timeline(client, e.run().orElse(""));
            throw e;
        } catch (IOException e) {
            throw CommandFailure.unread();
        }
        progress.end();
        OutcomeLine.End end = printer.end();
        if (end == null) {
            throw CommandFailure.failed("Lost the platform at '" + client.url() + "' before the map's end.");
        }
        timeline(client, end.run());
        if (end.error() != null) {
            throw RunFailure.ended(end.run(), end.error().kind(), end.error().message());
        }
        return 0;
    }

    private void timeline(Client client, String run) {
        if (hearth.timeline() && !run.isEmpty()) {
            Timeline.print(client.record(run), hearth.terminal().err());
        }
    }

    private String query(boolean provenance) {
        StringBuilder query = new StringBuilder("?unordered=")
                .append(unordered)
                .append("&provenance=")
                .append(provenance);
        if (concurrency != null) {
            query.append("&concurrency=").append(concurrency);
        }
        if (minSuccessRatio != null) {
            query.append("&minSuccessRatio=").append(minSuccessRatio);
        }
        return query.toString();
    }
}
