package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.HearthException;
import dev.hearth.MapFailedException;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.journal.JournalledStep;
import dev.hearth.platform.journal.Outcome;
import dev.hearth.platform.journal.OutcomeLog;
import dev.hearth.platform.pool.Settled;
import dev.hearth.platform.run.MapFlow.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map's part of the journal: answers elements that it has, takes the outcomes of others. One thread asks, and one, perhaps another, brings outcomes.
 */
final class MapLog {
    /** Of the map itself, whose outcomes are its elements'. */
    static final Settled NO_OUTCOME = new Settled(null, null, "", 0, 0, 0, false, 0, 0);

    /** In place of the digest of a map that has failed, and so may not have read all its elements. */
    private static final String ELEMENT_FAILED = "element failed";

    private static final String TOO_FEW = "too few succeeded";

    private final RunLog run;
    private final StepId id;
    private final JournalledStep place;
    private final Optional<JournalledStep> end;
    private final RecordedOutcomes recorded;
    private final OutcomeLog log;

    MapLog(
            RunLog run,
            StepId id,
            JournalledStep place,
            Optional<JournalledStep> end,
            RecordedOutcomes recorded,
            OutcomeLog log) {
        this.run = run;
        this.id = id;
        this.place = place;
        this.end = end;
        this.recorded = recorded;
        this.log = log;
    }

    /** The step as the journal has it. */
    JournalledStep place() {
        return end.orElse(place);
    }

    /**
     * What the journal has of an element, or null if it is to be run. Indexes come in order.
     *
     * @throws ChangedWorkflowException if it was another element
     */
    @Nullable
    Outcome recorded(long index, int digest) {
        Outcome known = recorded.take(index);
        if (known == null) {
            failedThen().ifPresent(MapLog::rethrow);
            return null;
        }
        if (known.digest() != digest) {
            throw run.changed(
                    id,
                    "element " + index + " of map '" + place.task() + "' with other arguments",
                    "one with arguments of checksum " + Integer.toHexString(digest));
        }
        return known;
    }

    /** Elements have their outcomes. Waits while too much is on its way to the disk. */
    void settled(List<Item> items, long nowMicros) {
        List<Outcome> outcomes = new ArrayList<>(items.size());
        for (Item item : items) {
            Failure failure = item.settled().failure();
            boolean cancelled = failure != null && failure.kind() == FailureKind.CANCELLED;
            if (item.recordedMicros() == Item.NEW && !cancelled) {
                outcomes.add(new Outcome(item.index(), item.digest(), nowMicros, item.settled()));
            }
        }
        try {
            log.add(outcomes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HearthException("Map '" + place.task() + "' was interrupted while it waited for the journal.", e);
        }
    }

    /** The map has come to its end. */
    void succeeded(String digest, long nowMicros) {
        if (end.isEmpty()) {
            end(digest, NO_OUTCOME, nowMicros);
        } else if (!end.get().digest().equals(digest)) {
            throw run.changed(
                    id, "map " + RunLog.describe(place.task(), end.get().digest()), "one with " + digest);
        }
    }

    /** The map has failed. Returns how it failed the first time: messages count what had happened by then. */
    RuntimeException failed(RuntimeException failure, long nowMicros) {
        boolean element = failure instanceof TaskFailedException;
        if (failure instanceof ChangedWorkflowException || !(element || failure instanceof MapFailedException)) {
            return failure;
        }
        Optional<RuntimeException> before = failedThen();
        if (before.isPresent()) {
            return before.get();
        }
        Failure why = failure instanceof TaskFailedException task
                ? new Failure(task.kind(), String.valueOf(task.getMessage()), task.remoteTrace(), false)
                : Failure.of(FailureKind.ERROR, String.valueOf(failure.getMessage()));
        end(element ? ELEMENT_FAILED : TOO_FEW, new Settled(null, why, "", 0, 0, 0, false, 0, 0), nowMicros);
        return failure;
    }

    private void end(String digest, Settled outcome, long nowMicros) {
        run.ended(new JournalledStep(
                place.path(), place.ordinal(), place.task(), digest, true, outcome, place.startedMicros(), nowMicros));
    }

    private Optional<RuntimeException> failedThen() {
        return end.flatMap(step -> Optional.ofNullable(step.outcome().failure())
                .map(failure -> step.digest().equals(TOO_FEW)
                        ? new MapFailedException(failure.message(), null)
                        : new TaskFailedException(failure.kind(), failure.message(), failure.trace())));
    }

    private static void rethrow(RuntimeException failure) {
        throw failure;
    }

    /** Nothing more comes. */
    void close() {
        run.closed(log);
    }
}
