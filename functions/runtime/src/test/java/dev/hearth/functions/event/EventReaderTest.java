package dev.hearth.functions.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.event.EventException.Reason;
import io.cloudevents.CloudEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    @Test
    void aSingleParameterIsTheWholeOfTheData() {
        assertEquals("{\"order\":{\"id\":7}}", input("application/json", "{\"id\":7}", "order"));
        assertEquals(
                "{\"order\":[0.12345678901234567890123,2]}",
                input("application/vnd.shop+json; charset=utf-8", "[0.12345678901234567890123,2]", "order"));
        assertEquals("{\"order\":null}", input("text/json", "null", "order"));
        assertEquals("{\"order\":\"a \\\"word\\\"\"}", input("text/plain; charset=utf-8", "a \"word\"", "order"));
    }

    @Test
    void severalParametersAreNamedByTheData() {
        assertEquals(
                "{\"left\":1,\"right\":2}", input("application/json", "{\"left\":1,\"right\":2}", "left", "right"));
        EventException e =
                assertThrows(EventException.class, () -> input("application/json", "[1,2]", "left", "right"));
        assertEquals(Reason.UNSUPPORTED_DATA, e.reason());
        assertEquals(
                "Event '1' from '/shop': workflow 'pay' takes an object with left, right, but the event's data are none.",
                e.getMessage());
    }

    @Test
    void noDataAreNoValues() {
        assertEquals("{}", input("application/json", "", "order"));
        assertEquals("{}", input("application/json", "{\"ignored\":true}"));
    }

    @Test
    void dataThatAreNeitherJsonNorTextAreRefused() {
        EventException binary = assertThrows(EventException.class, () -> input("image/png", "x", "order"));
        assertEquals(Reason.UNSUPPORTED_DATA, binary.reason());
        assertEquals(
                "Event '1' from '/shop': its data are of type 'image/png', but workflow 'pay' takes JSON, or text.",
                binary.getMessage());
        for (String broken : List.of("{", "1 2")) {
            EventException e = assertThrows(EventException.class, () -> input("application/json", broken, "order"));
            assertEquals(Reason.MALFORMED, e.reason());
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith("Event '1' from '/shop': its data are not JSON: "), message);
        }
    }

    @Test
    void whatIsNoEventIsRefusedWithTheWayToSendOne() {
        EventException e = assertThrows(
                EventException.class,
                () -> EventReader.read(
                        MultiMap.caseInsensitiveMultiMap().add("ce-specversion", "1.0"), Buffer.buffer("{}")));
        assertEquals(Reason.MALFORMED, e.reason());
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("Event: it is no CloudEvent: "), message);
        assertTrue(message.contains("application/cloudevents+json"), message);
    }

    private static String input(String type, String data, String... parameters) {
        CloudEvent event = EventReader.read(
                MultiMap.caseInsensitiveMultiMap()
                        .add("ce-specversion", "1.0")
                        .add("ce-id", "1")
                        .add("ce-source", "/shop")
                        .add("ce-type", "paid")
                        .add("Content-Type", type),
                Buffer.buffer(data));
        return new String(EventReader.input(event, "workflow 'pay'", List.of(parameters)), StandardCharsets.UTF_8);
    }
}
