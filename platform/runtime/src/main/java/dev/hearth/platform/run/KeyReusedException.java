package dev.hearth.platform.run;

import dev.hearth.HearthException;

/** A request has the idempotency key of a run of something else. */
public class KeyReusedException extends HearthException {
    private static final long serialVersionUID = 1L;

    /** With the whole message. */
    public KeyReusedException(String message) {
        super(message);
    }
}
