package dev.hearth.functions.binding;

import dev.hearth.HearthException;

/** JSON that does not fit the parameters. */
public class BadInputException extends HearthException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }
}
