package dev.hearth.platform.journal;

import dev.hearth.HearthException;

/** The journal could not be opened, read or written. */
public class JournalException extends HearthException {
    private static final long serialVersionUID = 1L;

    /** With the whole message. */
    public JournalException(String message) {
        super(message);
    }

    /** With the whole message and what caused it. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
