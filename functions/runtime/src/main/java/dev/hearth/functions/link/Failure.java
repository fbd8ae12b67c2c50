package dev.hearth.functions.link;

import dev.hearth.FailureKind;

/**
 * Why an attempt failed.
 *
 * @param kind the kind
 * @param message the reason as one sentence or the exception's {@code type: message}, without task or element
 * @param trace the stack trace, cut to at most 8 KiB, or empty
 * @param stuck the task ignored its interruption for the grace time: the replica must be replaced
 */
public record Failure(FailureKind kind, String message, String trace, boolean stuck) {
    /** A failure without a trace. */
    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, message, "", false);
    }
}
