package dev.hearth.platform.run;

import java.util.Optional;

/**
 * What belongs to the start of a run besides its name and input.
 *
 * @param origin who started it, for the record: {@code http}, {@code event}, {@code schedule}, {@code failure} or {@code code}
 * @param idempotencyKey a second request with the same key gets the run of the first, instead of one of its own
 * @param traceparent the caller's trace, as W3C Trace Context has it
 */
public record RunRequest(String origin, Optional<String> idempotencyKey, Optional<String> traceparent) {
    /** A request of this origin with nothing more to it. */
    public static RunRequest of(String origin) {
        return new RunRequest(origin, Optional.empty(), Optional.empty());
    }

    /**
     * Whether a request with the key of an earlier one must bring the same input. A client's must. What the platform asks for
     * itself, it names by its cause: an event that comes again is the same event, whatever it says this time.
     */
    boolean keyCoversInput() {
        return origin.equals("http");
    }

    /** The same with a key. */
    public RunRequest withKey(String key) {
        return new RunRequest(origin, Optional.of(key), traceparent);
    }

    /** The same inside a trace. */
    public RunRequest inTrace(String parent) {
        return new RunRequest(origin, idempotencyKey, Optional.of(parent));
    }
}
