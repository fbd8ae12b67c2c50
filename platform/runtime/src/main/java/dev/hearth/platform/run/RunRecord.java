package dev.hearth.platform.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of a run. */
public record RunRecord(
        String id,
        String kind,
        String name,
        String state,
        Instant started,
        Optional<Instant> ended,
        Optional<String> failure,
        MapProgress progress,
        List<StepRecord> steps) {}
