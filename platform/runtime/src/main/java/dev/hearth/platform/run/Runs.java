package dev.hearth.platform.run;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Starts runs and knows the recent ones. Safe for use by several threads. */
public interface Runs {
    /** How many ended runs are remembered: {@value}. */
    int REMEMBERED = 200;

    /**
     * Starts a workflow.
     *
     * @param name the workflow's name
     * @param input a JSON object; what does not fit the parameters fails the run with a {@code BadInputException}
     * @throws dev.hearth.functions.catalog.UnknownNameException if there is no such workflow
     */
    RunHandle workflow(String name, byte[] input);

    /**
     * Starts a map of one task over JSON texts. A task with one parameter takes each text as that parameter's value; one with
     * several takes an object with their names.
     *
     * @param task the task's full name
     * @param elements each exactly one JSON value, which is for the caller to see to; read lazily, by a thread of the run's own; may
     *     block, and is best a {@link ReadyIterator}
     * @param sink gets each element's outcome
     * @throws dev.hearth.functions.catalog.UnknownNameException if there is no such task
     */
    RunHandle map(String task, Iterator<byte[]> elements, MapOptions options, MapSink sink);

    /** The record of a run that is under way or remembered. */
    Optional<RunRecord> find(String runId);

    /** The runs under way and remembered, newest first, without their steps. */
    List<RunRecord> recent();

    /**
     * Cancels a run.
     *
     * @return false if there is no such run under way
     */
    boolean cancel(String runId, String reason);
}
