package dev.hearth.platform.event;

import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.ParameterSpec;
import dev.hearth.functions.catalog.TriggerSpec;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workflow and some of the events that start it.
 *
 * @param parameters the names of the workflow's
 */
public record Subscription(String workflow, List<String> parameters, TriggerSpec trigger) {
    /** All that an application declares. */
    public static List<Subscription> of(Catalog catalog) {
        return catalog.workflows().stream()
                .flatMap(workflow -> workflow.triggers().stream()
                        .map(trigger -> new Subscription(
                                workflow.name(),
                                workflow.parameters().stream()
                                        .map(ParameterSpec::name)
                                        .toList(),
                                trigger)))
                .toList();
    }

    boolean matches(CloudEvent event) {
        return trigger.type().equals(event.getType())
                && trigger.attributes().entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(attribute(event, wanted.getKey())));
    }

    private static @Nullable String attribute(CloudEvent event, String name) {
        Object value = event.getAttributeNames().contains(name) ? event.getAttribute(name) : event.getExtension(name);
        return Optional.ofNullable(value).map(Objects::toString).orElse(null);
    }
}
