package dev.hearth.platform.event;

import dev.hearth.platform.event.EventIntake.Reply;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The event that carries a run's result. */
public final class EventReply {
    private EventReply() {}

    /**
     * Makes one. Its id is the run's, so that the same result sent twice is one event to whoever looks at ids.
     *
     * @param result JSON
     */
    public static CloudEvent of(String run, Reply reply, byte[] result) {
        return CloudEventBuilder.v1()
                .withId(run)
                .withType(reply.type())
                .withSource(URI.create(reply.source()))
                .withTime(OffsetDateTime.now(ZoneOffset.UTC))
                .withData("application/json", result)
                .build();
    }
}
