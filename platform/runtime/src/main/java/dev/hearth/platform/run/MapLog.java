package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.HearthException;
import dev.hearth.MapFailedException;
import dev.hearth.TaskFailedException;
import dev.hearth.functions.link.BoundArguments;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.journal.JournalledStep;
import dev.hearth.platform.journal.Outcome;
import dev.hearth.platform.journal.OutcomeLog;
import dev.hearth.platform.pool.Settled;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A map's part of the journal: answers elements that it has, takes the outcomes of others. One thread asks, another may bring outcomes.
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
    private final CRC32C crc = new CRC32C();
    private long bound;
    private int boundDigest;
    // What has been fed and not settled yet: digests of new elements, times of those that were answered from here.
    private final IndexMap digests = new IndexMap();
    private final Map<Long, Long> answered = new HashMap<>();

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
    Settled recorded(long index, byte[] input, @Nullable BoundArguments shared) {
        int digest = digest(input, shared);
        Outcome known = recorded.take(index);
        if (known == null) {
            failedThen().ifPresent(MapLog::rethrow);
            synchronized (this) {
                digests.put(index, digest);
            }
            return null;
        }
        if (known.digest() != digest) {
            throw run.changed(
                    id,
                    "element " + index + " of map '" + place.task() + "' with other arguments",
                    "one with arguments of checksum " + Integer.toHexString(digest));
        }
        synchronized (this) {
            answered.put(index, known.atMicros());
        }
        return known.settled();
    }

    /** Bound arguments are looked at once, and stand for themselves in each element's digest. */
    @SuppressWarnings(
            "ReferenceEquality") // A map has one object of them; another, though equal, would only be looked at again.
    private int digest(byte[] input, @Nullable BoundArguments shared) {
        if (shared != null && shared.id() != bound) {
            bound = shared.id();
            crc.reset();
            crc.update(shared.input());
            boundDigest = (int) crc.getValue();
        }
        crc.reset();
        crc.update(input);
        int own = (int) crc.getValue();
        return shared == null ? own : own ^ Integer.rotateLeft(boundDigest, 1);
    }

    /**
     * An element has its outcome. Waits while too much is on its way to the disk.
     *
     * @return when it was settled, in microseconds since the run's start; earlier, if the journal had it
     */
    long settled(long index, long nowMicros, Settled settled) {
        int digest;
        synchronized (this) {
            Long before = answered.isEmpty() ? null : answered.remove(index);
            if (before != null) {
                return before;
            }
            digest = digests.remove(index);
        }
        Failure failure = settled.failure();
        if (failure == null || failure.kind() != FailureKind.CANCELLED) {
            try {
                log.add(new Outcome(index, digest, nowMicros, settled));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HearthException(
                        "Map '" + place.task() + "' was interrupted while it waited for the journal.", e);
            }
        }
        return nowMicros;
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
