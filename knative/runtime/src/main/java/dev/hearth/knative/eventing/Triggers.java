package dev.hearth.knative.eventing;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.TriggerSpec;
import dev.hearth.functions.catalog.UnknownNameException;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.knative.mapping.ResourceNames;
import io.fabric8.knative.duck.v1.DeliverySpec;
import io.fabric8.knative.duck.v1.Destination;
import io.fabric8.knative.duck.v1.DestinationBuilder;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.knative.eventing.v1.TriggerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The Triggers of an application. */
final class Triggers {
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern OBJECT_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Of these a Broker compares another text than the one that the event was sent with. */
    private static final Set<String> REWRITTEN = Set.of("time");

    private final String application;
    private final String broker;
    private final Optional<DeliverySpec> delivery;

    Triggers(String application, EventingConfig config) {
        this.application = application;
        this.broker = config.broker();
        if (!OBJECT_NAME.matcher(broker).matches()) {
            throw new HearthException("Configuration 'hearth.knative.broker' '" + broker
                    + "': it is no name of a Broker. Name one of the application's namespace, such as 'default'.");
        }
        this.delivery = Delivery.of(config.delivery());
    }

    /**
     * One for each kind of event that starts the workflow. They lead to a path of the workflow's own, so that it has its own answer
     * where several workflows wait for the same event.
     */
    List<Trigger> ofWorkflow(String workflow, List<TriggerSpec> specs) {
        List<Map<String, String>> filters = widest(specs.stream()
                .map(spec -> filter(spec.type(), spec.attributes()))
                .toList());
        List<Trigger> triggers = new ArrayList<>();
        for (Map<String, String> filter : filters) {
            String name = triggers.isEmpty() ? workflow : workflow + "-" + (triggers.size() + 1);
            triggers.add(trigger(name(name), filter, to("v1", EventPort.name(application), "/api/events/" + workflow)));
        }
        return triggers;
    }

    /** At the Service of the task's environment. */
    Trigger ofTask(String name, EventingConfig.TaskTrigger trigger, Map<String, String> tasks) {
        if (!OBJECT_NAME.matcher(name).matches()) {
            throw new HearthException("Configuration 'hearth.knative.trigger." + name
                    + "': a trigger's name has lower-case letters, digits and dashes.");
        }
        String environment = tasks.get(trigger.task());
        if (environment == null) {
            throw new UnknownNameException("Task", trigger.task(), tasks.keySet());
        }
        SortedMap<String, String> filter = filter(trigger.type(), trigger.attributes());
        if (filter.size() != trigger.attributes().size() + 1) {
            throw new HearthException("Configuration 'hearth.knative.trigger." + name + ".attributes' "
                    + trigger.attributes()
                    + ": a Trigger cannot tell one of these. Nobody filters after it, so leave it out, or have a"
                    + " workflow wait for the event.");
        }
        return trigger(
                name(name),
                filter,
                to(
                        "serving.knative.dev/v1",
                        ResourceNames.service(application, environment),
                        "/api/tasks/" + trigger.task()));
    }

    /**
     * As far as a Trigger can tell; the rest tells the platform, which gets more then. It cannot tell an attribute that is empty, as an empty text
     * means any there, nor one whose name begins with a digit.
     */
    private static SortedMap<String, String> filter(String type, Map<String, String> attributes) {
        SortedMap<String, String> filter = new TreeMap<>();
        filter.put("type", type);
        attributes.forEach((name, value) -> {
            if (!value.isEmpty() && ATTRIBUTE.matcher(name).matches() && !REWRITTEN.contains(name)) {
                filter.put(name, value);
            }
        });
        return filter;
    }

    /** Without those that let pass only what another does as well: each event is to come once. */
    private static List<Map<String, String>> widest(List<? extends Map<String, String>> filters) {
        List<Map<String, String>> distinct = new ArrayList<>();
        filters.stream().distinct().forEach(distinct::add);
        return distinct.stream()
                .filter(one -> distinct.stream()
                        .noneMatch(other -> other != one && one.entrySet().containsAll(other.entrySet())))
                .toList();
    }

    private static Destination to(String apiVersion, String service, String path) {
        return new DestinationBuilder()
                .withNewRef()
                .withApiVersion(apiVersion)
                .withKind("Service")
                .withName(service)
                .endRef()
                .withUri(path)
                .build();
    }

    /** A workflow's name may end with a dash, an object's may not. */
    private String name(String rest) {
        return ResourceNames.service(application, rest.replaceAll("-+$", ""));
    }

    private Trigger trigger(String name, Map<String, String> filter, Destination subscriber) {
        return new TriggerBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Labels.of(application, Labels.PLATFORM, ManagedBy.MANIFEST))
                .endMetadata()
                .withNewSpec()
                .withBroker(broker)
                .withNewFilter()
                .withAttributes(filter)
                .endFilter()
                .withSubscriber(subscriber)
                .withDelivery(delivery.orElse(null))
                .endSpec()
                .build();
    }
}
