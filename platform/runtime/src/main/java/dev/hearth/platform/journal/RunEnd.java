package dev.hearth.platform.journal;

import dev.hearth.FailureKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param state {@code succeeded}, {@code failed} or {@code cancelled}
 * @param time to the microsecond
 * @param result as JSON; null if it failed, or was not read
 * @param failureKind if a task's failure was the reason
 * @param failure why it failed
 * @param elements of all its steps
 */
public record RunEnd(
        String state,
        Instant time,
        byte @Nullable [] result,
        Optional<FailureKind> failureKind,
        Optional<String> failure,
        Elements elements) {
    /** How many elements there were, and what became of them. */
    public record Elements(long submitted, long succeeded, long failed, long retried) {}
}
