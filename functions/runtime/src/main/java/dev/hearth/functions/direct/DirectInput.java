package dev.hearth.functions.direct;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hearth.functions.catalog.ParameterSpec;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.direct.DirectProblem.Fault;
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
import org.jspecify.annotations.Nullable;

/** Reads what a request brings for its task. */
final class DirectInput {
    private static final String STRUCTURED = "application/cloudevents";
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private DirectInput() {}

    /** Whether the request says that it is an event, in binary or structured mode. */
    static boolean isEvent(MultiMap headers) {
        return headers.contains("ce-specversion") || isStructured(headers);
    }

    static boolean isStructured(MultiMap headers) {
        return type(headers.get("Content-Type")).startsWith(STRUCTURED);
    }

    static CloudEvent event(MultiMap headers, Buffer body) throws DirectProblem {
        if (type(headers.get("Content-Type")).startsWith(STRUCTURED + "-batch")) {
            throw new DirectProblem(
                    Fault.UNSUPPORTED_MEDIA_TYPE,
                    "Cannot read the events: a task takes one at a time. Send them singly.");
        }
        try {
            return VertxMessageFactory.createReader(headers, body).toEvent();
        } catch (RuntimeException e) {
            // The library has several for this, some of them plain.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new DirectProblem(
                    Fault.MALFORMED_REQUEST,
                    "Event: it is no CloudEvent: "
                            + String.valueOf(cause.getMessage()).replaceAll("\\R.*", "")
                            + ". Send it in binary mode with ce-id, ce-source, ce-type and ce-specversion as headers, or in"
                            + " structured mode as application/cloudevents+json.");
        }
    }

    /** A request that is no event: an object with the parameters' names; nothing is one without any. */
    static byte[] plain(MultiMap headers, Buffer body) throws DirectProblem {
        String type = type(headers.get("Content-Type"));
        if (body.toString(StandardCharsets.UTF_8).isBlank()) {
            return bytes(JsonNodeFactory.instance.objectNode());
        }
        if (!type.isEmpty() && !isJson(type)) {
            throw new DirectProblem(
                    Fault.UNSUPPORTED_MEDIA_TYPE,
                    "Cannot read the body: its Content-Type is '" + type + "'. Send application/json.");
        }
        if (!json(body.getBytes(), "the input").isObject()) {
            throw new DirectProblem(
                    Fault.WRONG_INPUT, "Cannot read the input: it must be a JSON object with the parameters' names.");
        }
        return body.getBytes();
    }

    /** An event's data, as a workflow takes them: the value of a single parameter, or an object with the names of several. */
    static byte[] of(CloudEvent event, TaskSpec task) throws DirectProblem {
        List<String> parameters =
                task.parameters().stream().map(ParameterSpec::name).toList();
        Optional<JsonNode> data = parameters.isEmpty() ? Optional.empty() : data(event);
        if (data.isEmpty()) {
            return bytes(JsonNodeFactory.instance.objectNode());
        }
        if (parameters.size() == 1) {
            return bytes(JsonNodeFactory.instance.objectNode().set(parameters.get(0), data.get()));
        }
        if (!data.get().isObject()) {
            throw new DirectProblem(
                    Fault.WRONG_INPUT,
                    named(event) + ": task '" + task.name() + "' takes an object with " + String.join(", ", parameters)
                            + ", but the event's data are none.");
        }
        return bytes(data.get());
    }

    private static Optional<JsonNode> data(CloudEvent event) throws DirectProblem {
        CloudEventData data = event.getData();
        if (data == null) {
            return Optional.empty();
        }
        String type = type(event.getDataContentType());
        if (type.startsWith("text/") && !type.equals("text/json")) {
            return Optional.of(JsonNodeFactory.instance.textNode(new String(data.toBytes(), StandardCharsets.UTF_8)));
        }
        if (!type.isEmpty() && !isJson(type)) {
            throw new DirectProblem(
                    Fault.WRONG_INPUT,
                    named(event) + ": its data are of type '" + type + "', but tasks take JSON, or text.");
        }
        return Optional.of(json(data.toBytes(), "the event's data")).filter(node -> !node.isMissingNode());
    }

    private static JsonNode json(byte[] text, String what) throws DirectProblem {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new DirectProblem(
                    Fault.MALFORMED_REQUEST, "Cannot read " + what + ": it is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJson(String type) {
        return type.equals("text/json") || type.endsWith("/json") || type.endsWith("+json");
    }

    /** Without parameters; empty if there is none. */
    private static String type(@Nullable String header) {
        return header == null ? "" : header.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    private static String named(CloudEvent event) {
        return "Event '" + event.getId() + "' from '" + event.getSource() + "'";
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
