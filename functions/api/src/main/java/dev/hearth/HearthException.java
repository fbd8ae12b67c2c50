package dev.hearth;

import org.jspecify.annotations.Nullable;

/** The root of what Hearth throws at applications. */
public class HearthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HearthException(String message) {
        super(message);
    }

    public HearthException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
