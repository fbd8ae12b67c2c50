package dev.hearth.platform.run;

import java.time.Instant;
import java.util.Optional;

/**
 * Which runs to list.
 *
 * @param state only those in this state
 * @param kind only those of this kind
 * @param name only those of this workflow or task
 * @param since only those started then or later
 * @param after the page after this cursor, which the page before has given out
 * @param limit runs on a page at most, from 1 to {@value #MAX_LIMIT}
 */
public record RunQuery(
        Optional<String> state,
        Optional<String> kind,
        Optional<String> name,
        Optional<Instant> since,
        Optional<String> after,
        int limit) {
    /** The largest page. */
    public static final int MAX_LIMIT = 1000;

    /** The newest runs, as many as a page has by default. */
    public static final RunQuery NEWEST =
            new RunQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100);

    boolean wants(RunRecord run) {
        return state.map(run.state()::equals).orElse(true)
                && kind.map(run.kind()::equals).orElse(true)
                && name.map(run.name()::equals).orElse(true)
                && since.map(from -> !run.started().isBefore(from)).orElse(true);
    }
}
