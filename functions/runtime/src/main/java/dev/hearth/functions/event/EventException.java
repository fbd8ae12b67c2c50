package dev.hearth.functions.event;

import dev.hearth.HearthException;

/** An event that starts nothing. The message says which and why. */
public final class EventException extends HearthException {
    /** Why, as far as its sender acts on it. */
    public enum Reason {
        /** It is no CloudEvent, or its data are not what they say that they are. */
        MALFORMED,
        /** Its data are nothing that the workflow or task takes. */
        UNSUPPORTED_DATA,
        /** Nothing waits for it. */
        UNKNOWN
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param message names the event */
    public EventException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
