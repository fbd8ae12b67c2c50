package dev.hearth.functions.binding;

import dev.hearth.HearthException;

/** A JSON input does not fit the parameters of a task or workflow. The message names the parameter, its type and what was there. */
public final class BadInputException extends HearthException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
