package dev.hearth.platform.run;

import dev.hearth.HearthException;

/** A run was not started. Nothing of it remains. */
public class RunRefusedException extends HearthException {
    /** Why, as far as a caller acts on it. */
    public enum Reason {
        /** There are as many as may be; later there may be room. */
        TOO_MANY,
        /** What it needs is not there now, such as the journal's database. */
        UNAVAILABLE,
        /** It contradicts what is there: asking again does not help. */
        CONFLICT
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** With the whole message. */
    public RunRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
