package dev.hearth.platform.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What is written down of runs, so that they outlive the platform. What is written together by many runs is committed together.
 *
 * <p>Each write gives a future that completes once it is on disk, and fails with a {@link JournalException} if the journal would not take
 * it, or has taken nothing for as long as {@link JournalConfig#patience} says. Writes are committed in the order in which they were given.
 * Reads see what is committed; they throw a {@link JournalException} if the database cannot be read now. Safe for use by several threads.
 */
public interface Journal {
    /** A run begins. Fails if its idempotency key is taken. */
    CompletableFuture<Void> begin(JournalledRun run);

    /** A durable map has been spooled: from now on it is started again until it has ended. */
    CompletableFuture<Void> spooled(String run);

    /** A step has ended. */
    CompletableFuture<Void> step(String run, JournalledStep step);

    /**
     * The log of a map's outcomes.
     *
     * @param step the map's place and start; its outcome is not looked at
     * @param from the number of its next row
     */
    OutcomeLog outcomes(String run, JournalledStep step, int from);

    /** Some elements of a durable map, in order. */
    CompletableFuture<Void> spool(String run, Segment elements);

    /** A run has ended. */
    CompletableFuture<Void> end(String run, RunEnd end);

    /** Removes runs with all they have. */
    CompletableFuture<Void> remove(List<String> runs);

    /** One run. */
    Optional<JournalledRun> run(String id);

    /** The run that has this key. */
    Optional<JournalledRun> ofKey(String key);

    /**
     * Takes over the runs of this application that have not ended and whose platform is no member any more, or was an earlier life
     * of this one. Returns them, the oldest first; each is given once.
     *
     * @throws FencedException if this platform is no member itself
     */
    List<JournalledRun> takeOver();

    /** Those of some runs that have not ended. */
    List<String> unfinished(List<String> runs);

    /** Asks the run's platform, whichever that is, to cancel it. Returns false if it has ended, or is not there. */
    boolean requestCancel(String run, String reason);

    /** What {@link #requestCancel} has asked this platform for: runs and reasons. */
    Map<String, String> cancelRequests();

    /** Some runs without input and result, newest first. */
    List<JournalledRun> newest(RunFilter filter);

    /** Runs that ended before, the oldest first. */
    List<String> endedBefore(Instant time, int limit);

    /** The steps of a run without their results, in no order. */
    List<JournalledStep> steps(String run);

    /** What a step gave. */
    Optional<JournalledStep> step(String run, String path, int ordinal);

    /** The rows of outcomes of all of a run's maps, without their contents, by map and number. */
    List<OutcomeRow> outcomeRows(String run);

    /** The contents of one row. */
    List<Outcome> outcomes(OutcomeRow row);

    /** The spooled elements of a durable map, in order, without their contents. */
    List<Segment> spoolRows(String run);

    /** The elements of one row of the spool. */
    List<byte[]> spooled(String run, int number);

    /** Why nothing can be written at the moment. */
    Optional<String> trouble();

    /** Stops writing. What is not committed yet never will be, and its futures stay open: whoever waits ends with the platform. */
    void close();
}
