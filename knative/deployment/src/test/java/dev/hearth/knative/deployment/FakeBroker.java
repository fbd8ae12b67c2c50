package dev.hearth.knative.deployment;

import io.fabric8.knative.eventing.v1.Trigger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Delivers events as a Broker of Knative Eventing does: to each Trigger whose filter fits, in binary mode; an answer that is an event comes in
 * as one; what is not taken is sent again, after these states alone, and then goes to the dead letters.
 */
final class FakeBroker {
    private static final Set<Integer> SENT_AGAIN = Set.of(404, 408, 409, 429);

    private final List<Trigger> triggers;
    private final Map<String, URI> services;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final List<Event> received = new ArrayList<>();
    final List<Event> deadLetters = new ArrayList<>();

    /** Triggers that have been given each event, with the state of the last answer. */
    final List<String> deliveries = new ArrayList<>();

    /** With where the Services are that Triggers refer to. */
    FakeBroker(List<Trigger> triggers, Map<String, URI> services) {
        this.triggers = triggers;
        this.services = services;
    }

    /** With its attributes, {@code id}, {@code source} and {@code type} among them, and JSON data. */
    record Event(Map<String, String> attributes, String data) {}

    void send(Event event) throws Exception {
        received.add(event);
        for (Trigger trigger : triggers) {
            if (event.attributes()
                    .entrySet()
                    .containsAll(trigger.getSpec().getFilter().getAttributes().entrySet())) {
                deliver(trigger, event);
            }
        }
    }

    private void deliver(Trigger trigger, Event event) throws Exception {
        var subscriber = trigger.getSpec().getSubscriber();
        URI service = services.get(
                subscriber.getRef().getKind() + "/" + subscriber.getRef().getName());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        Objects.requireNonNull(service, subscriber::toString).resolve(subscriber.getUri()))
                .header("ce-specversion", "1.0")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event.data()));
        event.attributes().forEach((name, value) -> request.header("ce-" + name, value));
        int retries = trigger.getSpec().getDelivery() == null
                ? 0
                : trigger.getSpec().getDelivery().getRetry();
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        for (int i = 0; i < retries && (answer.statusCode() >= 500 || SENT_AGAIN.contains(answer.statusCode())); i++) {
            answer = http.send(request.build(), BodyHandlers.ofString());
        }
        deliveries.add(trigger.getMetadata().getName() + " " + answer.statusCode());
        if (answer.statusCode() / 100 != 2) {
            deadLetters.add(event);
        } else if (answer.headers().firstValue("ce-type").isPresent()) {
            send(new Event(
                    Map.of(
                            "id", answer.headers().firstValue("ce-id").orElseThrow(),
                            "source", answer.headers().firstValue("ce-source").orElseThrow(),
                            "type", answer.headers().firstValue("ce-type").orElseThrow()),
                    answer.body()));
        }
    }
}
