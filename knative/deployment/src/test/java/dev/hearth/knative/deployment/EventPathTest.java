package dev.hearth.knative.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.OnEvent;
import dev.hearth.Workflow;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.WorkflowSpec;
import dev.hearth.knative.deployment.FakeBroker.Event;
import dev.hearth.knative.eventing.EventManifests;
import dev.hearth.knative.eventing.EventManifests.Events;
import dev.hearth.knative.eventing.EventingConfig;
import io.fabric8.knative.eventing.v1.Trigger;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a source through a Broker and the Triggers that a build writes to a workflow, and its reply the same way to the next. */
class EventPathTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Shop.class, FakeBroker.class, FakeBroker.Event.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("hearth.events.port", Integer.toString(freePort()));

    public static class Shop {
        @Workflow
        @OnEvent(type = "shop.order.placed", replyType = "shop.order.priced")
        public int priceOrder(int quantity) {
            return 1250 * quantity;
        }

        @Workflow
        @OnEvent(type = "shop.order.placed", replyType = "shop.order.thanked")
        public String thank(int quantity) {
            return "Thank you " + quantity + " times.";
        }

        @Workflow
        @OnEvent(type = "shop.order.priced")
        public int bookSale(int cents) {
            return cents;
        }

        @Workflow
        @OnEvent(
                type = "shop.order.placed",
                attributes = @OnEvent.Filter(name = "time", value = "2026-01-01T00:00:00Z"))
        public int greetNewYear(int quantity) {
            return quantity;
        }

        @Workflow
        @OnEvent(type = "shop.order.cancelled", replyType = "shop.order.refunded")
        public int cancel(int quantity) {
            throw new IllegalStateException("Nothing can be cancelled.");
        }
    }

    @Inject
    Catalog catalog;

    @ConfigProperty(name = "hearth.events.port")
    int port;

    private FakeBroker broker = new FakeBroker(List.of(), Map.of());

    @BeforeEach
    void broker() {
        EventingConfig config = new SmallRyeConfigBuilder()
                .withMapping(EventingConfig.class)
                .withConverters(new Converter<?>[] {new DurationConverter()})
                .withDefaultValue("hearth.knative.delivery.retry", "2")
                .build()
                .getConfigMapping(EventingConfig.class);
        Events events = new Events(
                "shop",
                catalog.workflows().stream().collect(Collectors.toMap(WorkflowSpec::name, WorkflowSpec::triggers)),
                Map.of());
        broker = new FakeBroker(
                EventManifests.of(events, config).stream()
                        .filter(Trigger.class::isInstance)
                        .map(Trigger.class::cast)
                        .toList(),
                Map.of("Service/shop-events", URI.create("http://127.0.0.1:" + port)));
    }

    @Test
    void aReplyGoesThroughTheBrokerToTheNextWorkflowAndAnEventThatComesTwiceCountsOnce() throws Exception {
        Event order = event("order-1", "shop.order.placed", "2");
        broker.send(order);
        broker.send(order);
        assertEquals(1, runs("price-order"));
        assertEquals(1, runs("thank"));
        assertEquals(1, runs("book-sale"));
        // Each of the two that wait for the same event has its own reply.
        assertEquals(
                List.of("shop.order.placed", "shop.order.priced", "shop.order.thanked"),
                broker.received.stream()
                        .map(event -> event.attributes().get("type"))
                        .distinct()
                        .sorted()
                        .toList());
        assertEquals(List.of(), broker.deadLetters);
        // A Trigger cannot tell the time: the platform did, without a failure.
        assertEquals(0, runs("greet-new-year"));
        assertEquals(
                2,
                broker.deliveries.stream()
                        .filter("shop-greet-new-year 202"::equals)
                        .count());
    }

    @Test
    void anEventWhoseRunFailsGoesToTheDeadLettersAndHasRunOnce() throws Exception {
        broker.send(event("order-2", "shop.order.cancelled", "1"));
        assertEquals(List.of("shop-cancel 500"), broker.deliveries);
        assertEquals("order-2", broker.deadLetters.get(0).attributes().get("id"));
        assertEquals(1, runs("cancel"));
    }

    @Test
    void anEventThatNobodyWaitsForIsNotDelivered() throws Exception {
        broker.send(event("order-3", "shop.order.lost", "1"));
        assertEquals(List.of(), broker.deliveries);
    }

    private int runs(String workflow) {
        return RestAssured.get("/api/runs?name=" + workflow)
                .jsonPath()
                .getList("runs")
                .size();
    }

    private static Event event(String id, String type, String data) {
        return new Event(Map.of("id", id, "source", "/shop", "type", type), data);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
