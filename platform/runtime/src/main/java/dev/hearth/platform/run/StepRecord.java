package dev.hearth.platform.run;

import java.util.List;

/** One step of a run. */
public record StepRecord(
        String path,
        int ordinal,
        String task,
        String digest,
        boolean map,
        long elements,
        List<ElementRecord> timeline) {}
