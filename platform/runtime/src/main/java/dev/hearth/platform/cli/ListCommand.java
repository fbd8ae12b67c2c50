package dev.hearth.platform.cli;

import dev.hearth.platform.http.CatalogView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Names what can be run. */
@Command(name = "list", description = "Lists the environments with their tasks, and the workflows.")
final class ListCommand implements Callable<Integer> {
    private final HearthCommand hearth;

    ListCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        return hearth.platform().with(this::list);
    }

    private int list(Client client) {
        try {
            hearth.terminal().out().write(text(client.catalog()).getBytes(StandardCharsets.UTF_8));
            hearth.terminal().out().flush();
            return 0;
        } catch (IOException e) {
            throw CommandFailure.unread();
        }
    }

    static String text(CatalogView catalog) {
        StringBuilder text = new StringBuilder();
        for (CatalogView.Environment environment : catalog.environments()) {
            text.append("environment ").append(environment.name());
            if (environment.regular()) {
                text.append("  a fresh replica for each call, at once at most ").append(environment.replicaCount());
            } else {
                text.append("  replicas ")
                        .append(environment.elastic() ? environment.minReplicas() + " to " : "")
                        .append(environment.replicaCount())
                        .append("  concurrency ")
                        .append(environment.concurrency())
                        .append("  ttl ")
                        .append(environment.ttlSeconds())
                        .append(" s");
            }
            text.append('\n');
            container(text, environment.container());
            environment.tasks().forEach(task -> signature(text, "task", task.name(), task.parameters(), task.result()));
        }
        if (!catalog.workflows().isEmpty()) {
            text.append("workflows\n");
        }
        catalog.workflows().forEach(w -> signature(text, "workflow", w.name(), w.parameters(), w.result()));
        return text.toString();
    }

    /** What is not said is not shown. */
    private static void container(StringBuilder text, CatalogView.Container container) {
        line(text, "image", container.image());
        line(text, "requests", amounts(container.requests()));
        line(text, "limits", amounts(container.limits()));
        line(text, "secrets", String.join(", ", container.secrets()));
        container
                .initContainers()
                .forEach(init -> line(text, init.sidecar() ? "sidecar" : "init container", init.name()));
    }

    private static String amounts(CatalogView.Resources resources) {
        return Stream.of(named("cpu", resources.cpu()), named("memory", resources.memory()))
                .filter(amount -> !amount.isEmpty())
                .collect(Collectors.joining("  "));
    }

    private static String named(String name, String amount) {
        return amount.isEmpty() ? "" : name + " " + amount;
    }

    private static void line(StringBuilder text, String what, String value) {
        if (!value.isEmpty()) {
            text.append("  ").append(what).append(' ').append(value).append('\n');
        }
    }

    private static void signature(
            StringBuilder text, String kind, String name, List<CatalogView.Parameter> parameters, String result) {
        String inputs = parameters.stream()
                .map(p -> p.name() + (p.required() ? "" : "?") + ": " + p.type())
                .collect(Collectors.joining(", "));
        text.append("  ")
                .append(kind)
                .append(' ')
                .append(name)
                .append('(')
                .append(inputs)
                .append(") -> ")
                .append(result)
                .append('\n');
    }
}
