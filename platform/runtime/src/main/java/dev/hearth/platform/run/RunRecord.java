package dev.hearth.platform.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a run.
 *
 * @param id unique
 * @param kind {@code workflow}, {@code map} or {@code call}
 * @param name of the workflow or task
 * @param origin who started it: {@code http}, {@code event}, {@code schedule}, {@code failure} or {@code code}
 * @param state {@code running}, {@code succeeded}, {@code failed} or {@code cancelled}
 * @param failure why it failed; while it runs, why it waits for the journal, if it does
 * @param progress the elements of all its steps
 * @param steps in the order of their start; the first {@value RunState#MAX_STEPS}
 */
public record RunRecord(
        String id,
        String kind,
        String name,
        String origin,
        String state,
        Instant started,
        Optional<Instant> ended,
        Optional<String> failure,
        MapProgress progress,
        List<StepRecord> steps) {
    /** The same without its steps, which may be many. */
    public RunRecord withoutSteps() {
        return new RunRecord(id, kind, name, origin, state, started, ended, failure, progress, List.of());
    }
}
