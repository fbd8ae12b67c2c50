package dev.hearth.platform.journal;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as the journal has it.
 *
 * @param id unique
 * @param version of the application that began it
 * @param kind {@code workflow}, {@code map} or {@code call}
 * @param name of the workflow or task
 * @param durable it is started again if its platform dies
 * @param origin who asked for it
 * @param traceparent the caller's trace
 * @param key the request's idempotency key
 * @param input JSON: the parameters' values, or the id of the run whose elements a durable map has; empty where it was not read
 * @param options of a durable map, in the words of whoever runs it
 * @param state {@link #SPOOLING}, {@link #RUNNING}, or that of its end
 * @param started to the microsecond
 * @param end empty while it goes on
 */
public record JournalledRun(
        String id,
        String version,
        String kind,
        String name,
        boolean durable,
        String origin,
        Optional<String> traceparent,
        Optional<String> key,
        byte @Nullable [] input,
        Optional<String> options,
        String state,
        Instant started,
        Optional<RunEnd> end) {
    /** It reads its elements; nobody has been told of it yet. */
    public static final String SPOOLING = "spooling";

    /** It has not ended. */
    public static final String RUNNING = "running";
}
