package dev.hearth.knative.eventing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.TriggerSpec;
import dev.hearth.knative.eventing.EventManifests.Events;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

class EventManifestsTest {
    private static final Map<String, String> TASKS = Map.of("scales.weigh", "scales");

    @Test
    void aWorkflowThatWaitsForAnEventHasATriggerAndAWayThatBrokersAloneCanGo() throws IOException {
        assertGolden(
                "workflow.yml",
                manifests(
                        Map.of("weigh-arrival", List.of(waits("depot.parcel.arrived", Map.of("subject", "heavy")))),
                        Map.of()));
    }

    @Test
    void alternativesAreATriggerEachWithoutThoseThatAnotherCovers() throws IOException {
        assertGolden(
                "alternatives.yml",
                manifests(
                        Map.of(
                                "sort",
                                List.of(
                                        waits("depot.parcel.arrived", Map.of("source", "/north")),
                                        waits("depot.parcel.returned", Map.of("subject", "heavy")),
                                        waits("depot.parcel.returned", Map.of()),
                                        waits("depot.parcel.arrived", Map.of("source", "/north")))),
                        Map.of()));
    }

    @Test
    void whatATriggerCannotTellIsLeftToThePlatform() {
        HasMetadata trigger = only(manifests(
                Map.of(
                        "sort",
                        List.of(waits(
                                "a",
                                Map.of(
                                        "subject",
                                        "",
                                        "1st",
                                        "x",
                                        "time",
                                        "2026-01-01T00:00:00Z",
                                        "priority",
                                        "high")))),
                Map.of()));
        assertEquals(
                Map.of("type", "a", "priority", "high"),
                ((Trigger) trigger).getSpec().getFilter().getAttributes());
    }

    @Test
    void deliveryAndBrokerAreAsConfigured() throws IOException {
        assertGolden(
                "delivery.yml",
                List.of(only(manifests(
                        Map.of("sort", List.of(waits("depot.parcel.arrived", Map.of()))),
                        Map.of(
                                "hearth.knative.broker", "depot",
                                "hearth.knative.delivery.retry", "8",
                                "hearth.knative.delivery.backoff-policy", "exponential",
                                "hearth.knative.delivery.backoff-delay", "500ms",
                                "hearth.knative.delivery.timeout", "PT2M",
                                "hearth.knative.delivery.dead-letter-sink.name", "lost-parcels",
                                "hearth.knative.delivery.dead-letter-sink.kind", "Service",
                                "hearth.knative.delivery.dead-letter-sink.api-version", "serving.knative.dev/v1",
                                "hearth.knative.delivery.dead-letter-sink.uri", "/events")))));
    }

    @Test
    void theBrokersPodsMayBeInAnotherNamespace() {
        String text = yaml(manifests(
                Map.of("sort", List.of(waits("a", Map.of()))), Map.of("hearth.knative.broker-namespace", "rabbits")));
        assertTrue(text.contains("kubernetes.io/metadata.name: \"rabbits\""), text);
    }

    @Test
    void aTasksTriggerLeadsToTheServiceOfItsEnvironmentAndNotToThePlatform() throws IOException {
        assertGolden(
                "task.yml",
                manifests(
                        Map.of(),
                        Map.of(
                                "hearth.knative.trigger.heavy.task", "scales.weigh",
                                "hearth.knative.trigger.heavy.type", "depot.parcel.arrived",
                                "hearth.knative.trigger.heavy.attributes.subject", "heavy")));
    }

    @Test
    void anApplicationWithoutEventsHasNothingForThem() {
        assertEquals(List.of(), manifests(Map.of("plain", List.of()), Map.of()));
    }

    @Test
    void longNamesStayWithinWhatLabelsMayHave() {
        String workflow = "sort-".repeat(12) + "parcels";
        List<String> names = manifests(
                        Map.of(
                                workflow,
                                List.of(waits("a", Map.of())),
                                workflow + "-too",
                                List.of(waits("b", Map.of()))),
                        Map.of())
                .stream()
                .map(manifest -> manifest.getMetadata().getName())
                .toList();
        assertTrue(names.stream().allMatch(name -> name.length() <= 63), names::toString);
        // The Service and the policy have one name.
        assertEquals(3, names.stream().distinct().count(), names::toString);
    }

    @Test
    void wrongSettingsAreRefusedWithTheirNames() {
        assertRefused("hearth.knative.broker' 'My Broker'", "hearth.knative.broker", "My Broker");
        assertRefused("hearth.knative.delivery.retry' '-1'", "hearth.knative.delivery.retry", "-1");
        assertRefused("Set both", "hearth.knative.delivery.backoff-delay", "1s");
        assertRefused("timeout' 'PT0S'", "hearth.knative.delivery.timeout", "0s");
        assertRefused("it is no address", "hearth.knative.delivery.dead-letter-sink.uri", "/events");
        assertRefused(
                "scales.weigh",
                "hearth.knative.trigger.heavy.task",
                "scales.wiegh",
                "hearth.knative.trigger.heavy.type",
                "a");
        assertRefused(
                "a Trigger cannot tell one of these",
                "hearth.knative.trigger.heavy.task",
                "scales.weigh",
                "hearth.knative.trigger.heavy.type",
                "a",
                "hearth.knative.trigger.heavy.attributes.time",
                "now");
    }

    private static void assertRefused(String message, String... settings) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        HearthException e = assertThrows(HearthException.class, () -> manifests(Map.of(), properties));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e::getMessage);
    }

    private static TriggerSpec waits(String type, Map<String, String> attributes) {
        return new TriggerSpec(type, attributes, Optional.of(type + ".done"), Optional.empty());
    }

    private static List<HasMetadata> manifests(
            Map<String, List<TriggerSpec>> workflows, Map<String, String> properties) {
        EventingConfig config = new SmallRyeConfigBuilder()
                .withMapping(EventingConfig.class)
                .withConverters(new Converter<?>[] {new DurationConverter()})
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(EventingConfig.class);
        return EventManifests.of(new Events("parcels", workflows, TASKS), config);
    }

    private static HasMetadata only(List<HasMetadata> manifests) {
        List<HasMetadata> triggers = manifests.stream()
                .filter(manifest -> manifest.getKind().equals("Trigger"))
                .toList();
        assertEquals(1, triggers.size());
        return triggers.get(0);
    }

    private static String yaml(List<HasMetadata> manifests) {
        return manifests.stream().map(Serialization::asYaml).collect(Collectors.joining());
    }

    private static void assertGolden(String file, List<HasMetadata> manifests) throws IOException {
        try (InputStream in = EventManifestsTest.class.getResourceAsStream(file)) {
            assertEquals(
                    new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8),
                    yaml(manifests));
        }
    }
}
