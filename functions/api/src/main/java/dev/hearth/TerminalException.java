package dev.hearth;

/** Thrown by a task to say that no further attempt would help: it is never retried. */
public class TerminalException extends HearthException {
    private static final long serialVersionUID = 1L;

    public TerminalException(String message) {
        super(message);
    }

    public TerminalException(String message, Throwable cause) {
        super(message, cause);
    }
}
