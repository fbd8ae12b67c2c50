package dev.hearth;

import org.jspecify.annotations.Nullable;

/** A map did not reach its minimum of successes. The message has the numbers and the first failure. */
public class MapFailedException extends HearthException {
    private static final long serialVersionUID = 1L;

    public MapFailedException(String message, @Nullable TaskFailedException firstFailure) {
        super(message, firstFailure);
    }
}
