package dev.hearth.platform.event;

import dev.hearth.HearthException;

/** An event that starts nothing. The message says which and why. */
public final class EventException extends HearthException {
    /** Why, as far as its sender acts on it. */
    public enum Reason {
        /** It is no CloudEvent. */
        MALFORMED,
        /** Its data are nothing that a workflow takes. */
        UNSUPPORTED_DATA,
        /** No workflow waits for it. */
        UNKNOWN
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    EventException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
