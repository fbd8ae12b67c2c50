package dev.hearth.functions.direct;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.functions.catalog.ParameterSpec;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.direct.DirectProblem.Fault;
import dev.hearth.functions.event.EventException;
import dev.hearth.functions.event.EventReader;
import io.cloudevents.CloudEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a request brings for its task. */
final class DirectInput {
    private static final String STRUCTURED = "application/cloudevents";
    private static final ObjectReader JSON =
            new JsonMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
            return EventReader.read(headers, body);
        } catch (EventException e) {
            throw DirectProblem.of(e);
        }
    }

    /** A request that is no event: an object with the parameters' names; nothing is one without any. */
    static byte[] plain(MultiMap headers, Buffer body) throws DirectProblem {
        String type = type(headers.get("Content-Type"));
        if (body.toString(StandardCharsets.UTF_8).isBlank()) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        if (!type.isEmpty() && !isJson(type)) {
            throw new DirectProblem(
                    Fault.UNSUPPORTED_MEDIA_TYPE,
                    "Cannot read the body: its Content-Type is '" + type + "'. Send application/json.");
        }
        if (!isObject(body)) {
            throw new DirectProblem(
                    Fault.WRONG_INPUT, "Cannot read the input: it must be a JSON object with the parameters' names.");
        }
        return body.getBytes();
    }

    /** An event's data, as a workflow takes them. */
    static byte[] of(CloudEvent event, TaskSpec task) throws DirectProblem {
        try {
            return EventReader.input(
                    event,
                    "task '" + task.name() + "'",
                    task.parameters().stream().map(ParameterSpec::name).toList());
        } catch (EventException e) {
            throw DirectProblem.of(e);
        }
    }

    private static boolean isObject(Buffer body) throws DirectProblem {
        try {
            return JSON.readTree(body.getBytes()).isObject();
        } catch (JsonProcessingException e) {
            throw new DirectProblem(
                    Fault.MALFORMED_REQUEST, "Cannot read the input: it is not JSON: " + e.getOriginalMessage());
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
}
