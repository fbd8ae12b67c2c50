package dev.hearth.functions.binding;

import dev.hearth.HearthException;

/** A result cannot be written as JSON, is larger than allowed, or cannot be read as the type that its caller expects. */
public final class BadResultException extends HearthException {
    private static final long serialVersionUID = 1L;

    public BadResultException(String message) {
        super(message);
    }

    public BadResultException(String message, Throwable cause) {
        super(message, cause);
    }
}
