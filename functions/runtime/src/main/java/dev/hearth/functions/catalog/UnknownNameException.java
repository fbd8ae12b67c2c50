package dev.hearth.functions.catalog;

import dev.hearth.HearthException;

/** A name that the application does not declare; the message names the known ones. */
public class UnknownNameException extends HearthException {
    private static final long serialVersionUID = 1L;

    public UnknownNameException(String message) {
        super(message);
    }
}
