package dev.hearth.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.functions.event.EventException;
import dev.hearth.functions.event.EventException.Reason;
import dev.hearth.functions.event.EventReader;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads events from HTTP messages in each of the three modes. */
public final class EventMessages {
    /** Events in one message at most. */
    static final int MOST = 1_000;

    private static final String BATCH = "application/cloudevents-batch+json";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonFormat FORMAT = new JsonFormat();

    /** What a message carries: one event, or a batch. */
    public record Message(List<CloudEvent> events, boolean batch) {}

    private EventMessages() {}

    /**
     * Reads a message, all of it or nothing.
     *
     * @throws EventException if it has no event, or something that is none
     */
    public static Message read(MultiMap headers, Buffer body) {
        String type =
                Optional.ofNullable(headers.get("Content-Type")).orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith(BATCH)) {
            return new Message(batch(body), true);
        }
        return new Message(List.of(EventReader.read(headers, body)), false);
    }

    private static List<CloudEvent> batch(Buffer body) {
        JsonNode array;
        try {
            array = MAPPER.readTree(body.getBytes());
        } catch (JsonProcessingException e) {
            throw malformed("Events: the batch is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!array.isArray()) {
            throw malformed("Events: a batch is a JSON array of events, but this is none.");
        }
        if (array.size() > MOST) {
            throw malformed("Events: the batch has " + array.size() + " events, but " + MOST
                    + " at most are taken at a time. Send it in parts.");
        }
        List<CloudEvent> events = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            try {
                events.add(FORMAT.deserialize(element.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (RuntimeException e) {
                throw malformed("Events: event " + events.size() + " of the batch is no CloudEvent: "
                        + EventReader.reason(e) + ". None of the batch was taken.");
            }
        }
        return events;
    }

    private static EventException malformed(String message) {
        return new EventException(Reason.MALFORMED, message);
    }
}
