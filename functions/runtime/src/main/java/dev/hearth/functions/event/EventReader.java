package dev.hearth.functions.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hearth.functions.event.EventException.Reason;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.http.vertx.VertxMessageFactory;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a CloudEvent, and of its data the input of what it is for. Safe for use by several threads. */
public final class EventReader {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private EventReader() {}

    /**
     * The one event of an HTTP message, in binary or structured mode.
     *
     * @throws EventException if it has none
     */
    public static CloudEvent read(MultiMap headers, Buffer body) {
        try {
            return VertxMessageFactory.createReader(headers, body).toEvent();
        } catch (RuntimeException e) {
            throw new EventException(
                    Reason.MALFORMED,
                    "Event: it is no CloudEvent: " + reason(e)
                            + ". Send it in binary mode with ce-id, ce-source, ce-type and ce-specversion as headers, or in"
                            + " structured mode as application/cloudevents+json.");
        }
    }

    /** What the library says of an event that it cannot read, in one line: it has several exceptions for this, some of them plain. */
    public static String reason(RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).replaceAll("\\R.*", "");
    }

    /** An event in messages. */
    public static String named(CloudEvent event) {
        return "Event '" + event.getId() + "' from '" + event.getSource() + "'";
    }

    /**
     * An event's data as an input: the value of a single parameter, or an object with the names of several. No data are no values.
     *
     * @param taker what takes it, in messages: {@code workflow 'name'}
     * @param parameters the names
     * @return a JSON object with the parameters' names
     * @throws EventException if the data are neither JSON nor text, or no object where one is needed
     */
    public static byte[] input(CloudEvent event, String taker, List<String> parameters) {
        Optional<JsonNode> data = parameters.isEmpty() ? Optional.empty() : data(event, taker);
        if (data.isEmpty()) {
            return bytes(JsonNodeFactory.instance.objectNode());
        }
        if (parameters.size() == 1) {
            return bytes(JsonNodeFactory.instance.objectNode().set(parameters.get(0), data.get()));
        }
        if (!data.get().isObject()) {
            throw new EventException(
                    Reason.UNSUPPORTED_DATA,
                    named(event) + ": " + taker + " takes an object with " + String.join(", ", parameters)
                            + ", but the event's data are none.");
        }
        return bytes(data.get());
    }

    private static Optional<JsonNode> data(CloudEvent event, String taker) {
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
                    Reason.UNSUPPORTED_DATA,
                    named(event) + ": its data are of type '" + type + "', but " + taker + " takes JSON, or text.");
        }
        try {
            return Optional.of(JSON.readTree(data.toBytes())).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            throw new EventException(
                    Reason.MALFORMED, named(event) + ": its data are not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
