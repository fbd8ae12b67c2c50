package dev.hearth.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An event's data as a workflow's input. */
final class EventData {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private EventData() {}

    /** A JSON object with the parameters' names. */
    static byte[] input(CloudEvent event, String workflow, List<String> parameters) {
        Optional<JsonNode> data = parameters.isEmpty() ? Optional.empty() : data(event);
        if (data.isEmpty()) {
            return bytes(JsonNodeFactory.instance.objectNode());
        }
        if (parameters.size() == 1) {
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            input.set(parameters.get(0), data.get());
            return bytes(input);
        }
        if (!data.get().isObject()) {
            throw new EventException(
                    EventException.Reason.UNSUPPORTED_DATA,
                    EventMessages.named(event) + ": workflow '" + workflow + "' takes an object with "
                            + String.join(", ", parameters) + ", but the event's data are none.");
        }
        return bytes(data.get());
    }

    private static Optional<JsonNode> data(CloudEvent event) {
        CloudEventData data = event.getData();
        if (data == null) {
            return Optional.empty();
        }
        String type = Optional.ofNullable(event.getDataContentType())
                .orElse("application/json")
                .replaceAll(";.*", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (type.startsWith("text/") && !type.equals("text/json")) {
            return Optional.of(JsonNodeFactory.instance.textNode(new String(data.toBytes(), StandardCharsets.UTF_8)));
        }
        if (!type.endsWith("/json") && !type.endsWith("+json")) {
            throw new EventException(
                    EventException.Reason.UNSUPPORTED_DATA,
                    EventMessages.named(event) + ": its data are of type '" + type
                            + "', but workflows take JSON, or text.");
        }
        try {
            return Optional.of(JSON.readTree(data.toBytes())).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            throw new EventException(
                    EventException.Reason.MALFORMED,
                    EventMessages.named(event) + ": its data are not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
