package dev.hearth.platform.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Which runs are asked for.
 *
 * @param state only those in this state
 * @param kind only those of this kind
 * @param name only those of this workflow or task
 * @param since only those started then or later
 * @param after only those that started before this one or, at the same time, have a lower id
 * @param limit at most so many
 */
public record RunFilter(
        Optional<String> state,
        Optional<String> kind,
        Optional<String> name,
        Optional<Instant> since,
        Optional<Position> after,
        int limit) {
    /** A run's place among all runs. */
    public record Position(Instant started, String id) {}
}
