package dev.hearth.platform.event;

import dev.hearth.functions.catalog.TriggerSpec;
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
     * @param application the default source's first part
     * @param result JSON
     */
    public static CloudEvent of(String application, String workflow, TriggerSpec trigger, String run, byte[] result) {
        return CloudEventBuilder.v1()
                .withId(run)
                .withType(trigger.replyType().orElseThrow())
                .withSource(URI.create(trigger.replySource().orElse("/hearth/" + application + "/" + workflow)))
                .withTime(OffsetDateTime.now(ZoneOffset.UTC))
                .withData("application/json", result)
                .build();
    }
}
