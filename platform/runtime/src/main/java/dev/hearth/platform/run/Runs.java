package dev.hearth.platform.run;

import java.util.Iterator;
import java.util.Optional;

/** Starts runs, and knows those under way and those that are remembered. Safe for use by several threads. */
public interface Runs {
    /** How many ended runs are remembered where there is no journal: {@value}. */
    int REMEMBERED = 200;

    /**
     * A run that a request has.
     *
     * @param handle the run
     * @param attached the run was there already, started by an earlier request with the same idempotency key
     */
    record Started(RunHandle handle, boolean attached) {}

    /**
     * Starts a workflow.
     *
     * @param name the workflow's name
     * @param input a JSON object; what does not fit the parameters fails the run with a {@code BadInputException}
     * @throws dev.hearth.functions.catalog.UnknownNameException if there is no such workflow
     * @throws KeyReusedException if the request's key belongs to a run of something else, or with another input
     * @throws RunRefusedException if there are too many runs, or the journal cannot take one
     */
    Started workflow(String name, byte[] input, RunRequest request);

    /**
     * Starts a run of one task call.
     *
     * @param task the task's full name
     * @param input a JSON object with the parameters' names; what does not fit fails the run
     * @throws dev.hearth.functions.catalog.UnknownNameException if there is no such task
     * @throws KeyReusedException if the request's key belongs to a run of something else, or with another input
     * @throws RunRefusedException if there are too many runs, or the journal cannot take one
     */
    Started call(String task, byte[] input, RunRequest request);

    /**
     * Starts a map of one task over JSON texts. A task with one parameter takes each text as that parameter's value; one with
     * several takes an object with their names. The map is tied to its sink: it is not durable, and a key of the request is not looked at.
     *
     * @param task the task's full name
     * @param elements each exactly one JSON value, which is for the caller to see to; read lazily, by a thread of the run's own; may
     *     block, and is best a {@link ReadyIterator}
     * @param sink gets each element's outcome
     * @throws dev.hearth.functions.catalog.UnknownNameException if there is no such task
     * @throws RunRefusedException if there are too many runs
     */
    RunHandle map(String task, Iterator<byte[]> elements, MapOptions options, MapSink sink, RunRequest request);

    /**
     * Starts a durable map: reads all elements into the journal on the calling thread, and then runs without the caller. Its results are kept as long as the run.
     *
     * @throws dev.hearth.functions.catalog.UnknownNameException if there is no such task
     * @throws KeyReusedException if the request's key belongs to a run of something else, or with other options; elements are not compared
     * @throws RunRefusedException if there are too many runs, or there is no journal, or it cannot take one
     */
    Started durableMap(String task, Iterator<byte[]> elements, MapOptions options, RunRequest request);

    /**
     * Gives out what a durable map has so far, in input order, on the calling thread.
     *
     * @return false if there is no such durable map
     */
    boolean outcomes(String runId, MapSink sink) throws InterruptedException;

    /**
     * Starts a run of the failed elements of an ended durable map; its outcomes are those of all elements.
     *
     * @throws RunRefusedException if the run is not an ended durable map with failed elements
     * @throws java.util.NoSuchElementException if there is no such run
     */
    RunHandle rerunFailed(String runId, RunRequest request);

    /** A run that is under way or remembered, to wait for or to cancel. */
    Optional<RunHandle> handle(String runId);

    /** The record of a run that is under way or remembered. */
    Optional<RunRecord> find(String runId);

    /** Some of the runs under way and remembered, newest first, without their steps. */
    RunPage list(RunQuery query);

    /**
     * Cancels a run.
     *
     * @return false if there is no such run under way
     */
    boolean cancel(String runId, String reason);
}
