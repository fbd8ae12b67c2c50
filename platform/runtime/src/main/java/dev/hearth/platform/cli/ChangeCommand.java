package dev.hearth.platform.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes an environment while the platform runs. */
@Command(
        name = "change",
        description = {
            "Changes attributes of an environment, until the platform ends.",
            "New work goes to a new pool; the old one finishes what it has and then goes."
        })
final class ChangeCommand implements Callable<Integer> {
    private final HearthCommand hearth;

    @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "The environment's name; 'list' names them.")
    private String environment = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ATTRIBUTE=VALUE",
            description = "What to change, such as replica-count=5 or environment.GREETING=hello.")
    private List<String> changes = List.of();

    ChangeCommand(HearthCommand hearth) {
        this.hearth = hearth;
    }

    @Override
    public Integer call() {
        Map<String, String> attributes = attributes();
        return hearth.serving().with(client -> {
            client.change(environment, attributes);
            return 0;
        });
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String change : changes) {
            int sign = change.indexOf('=');
            if (sign < 1) {
                throw CommandFailure.usage(
                        "Cannot change '" + change + "': write ATTRIBUTE=VALUE, such as replica-count=5.");
            }
            attributes.put(change.substring(0, sign), change.substring(sign + 1));
        }
        return attributes;
    }
}
