package dev.hearth.platform.run;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Starts runs and keeps their records. Safe for use by several threads. */
public interface Runs {
    /**
     * @param name the workflow
     * @param inputJson a JSON object with its parameters
     * @throws dev.hearth.functions.catalog.UnknownNameException no such workflow
     * @throws dev.hearth.functions.binding.BadInputException the input does not fit
     */
    RunHandle workflow(String name, byte[] inputJson);

    /**
     * Runs a task for each element, on a thread of its own.
     *
     * @param elements JSON texts, read lazily with a bounded window
     */
    RunHandle map(String task, Iterator<byte[]> elements, MapOptions options, MapSink sink);

    Optional<RunRecord> find(String runId);

    List<RunRecord> recent();
}
