package dev.hearth.knative.eventing;

import dev.hearth.functions.catalog.CatalogData;
import dev.hearth.functions.catalog.CatalogData.TaskData;
import dev.hearth.functions.catalog.CatalogData.WorkflowData;
import dev.hearth.functions.catalog.TriggerSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an application's events need on Knative. Pure: it asks no cluster. */
public final class EventManifests {
    /** Of the platform: where events come in, and nothing else does. */
    public static final int PORT = 8082;

    private EventManifests() {}

    /**
     * The events of an application.
     *
     * @param application its name on the cluster: {@code ResourceNames.application}
     * @param workflows the triggers of each workflow, by the workflow's name
     * @param tasks the environment of each task, by the task's full name
     */
    public record Events(String application, Map<String, List<TriggerSpec>> workflows, Map<String, String> tasks) {
        /** Those that a build has found. */
        public static Events of(String application, CatalogData found) {
            return new Events(
                    application,
                    found.workflows().stream().collect(Collectors.toMap(WorkflowData::name, WorkflowData::triggers)),
                    found.tasks().stream().collect(Collectors.toMap(TaskData::name, TaskData::environment)));
        }

        /** Whether the platform is to take events. */
        public boolean reachThePlatform() {
            return workflows.values().stream().anyMatch(triggers -> !triggers.isEmpty());
        }
    }

    /**
     * A Trigger for each workflow that waits for events and for each task that the configuration names; with the first, the Service that leads to
     * the platform's port for events, and the policy that opens this port to the Broker's pods alone.
     *
     * @return in the order in which they are to be applied
     * @throws dev.hearth.HearthException if the configuration is wrong
     */
    public static List<HasMetadata> of(Events events, EventingConfig config) {
        Triggers triggers = new Triggers(events.application(), config);
        List<HasMetadata> manifests = new ArrayList<>();
        if (events.reachThePlatform()) {
            EventPort port = new EventPort(events.application(), config.brokerNamespace());
            manifests.add(port.service());
            manifests.add(port.policy());
        }
        sorted(events.workflows()).forEach((workflow, specs) -> manifests.addAll(triggers.ofWorkflow(workflow, specs)));
        sorted(config.triggers())
                .forEach((name, trigger) -> manifests.add(triggers.ofTask(name, trigger, events.tasks())));
        return manifests;
    }

    private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return new TreeMap<>(map);
    }
}
