package dev.hearth.platform.archive;

import dev.hearth.HearthException;
import org.jspecify.annotations.Nullable;

/** There is no archive, and none could be made. Replicas start without one. */
public final class ArchiveException extends HearthException {
    private static final long serialVersionUID = 1L;

    ArchiveException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
