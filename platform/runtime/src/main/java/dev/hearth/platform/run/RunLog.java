package dev.hearth.platform.run;

import dev.hearth.HearthException;
import dev.hearth.platform.journal.Journal;
import dev.hearth.platform.journal.JournalException;
import dev.hearth.platform.journal.JournalledStep;
import dev.hearth.platform.journal.OutcomeLog;
import dev.hearth.platform.journal.OutcomeRow;
import dev.hearth.platform.journal.RunEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run writes into the journal, and what it finds there if it is not the first time that it runs. Safe for use by several threads.
 */
final class RunLog {
    /** Of a run that nobody journals. */
    static final RunLog NONE = new RunLog(null, "", "", false);

    private final @Nullable Journal journal;
    private final String run;
    private final String version;
    private final boolean durable;
    private final Map<StepId, JournalledStep> steps = new ConcurrentHashMap<>();
    private final Map<StepId, List<OutcomeRow>> outcomes = new ConcurrentHashMap<>();
    private final Set<StepId> unvisited = ConcurrentHashMap.newKeySet();
    private final Queue<CompletableFuture<Void>> writes = new ConcurrentLinkedQueue<>();
    private final Queue<OutcomeLog> maps = new ConcurrentLinkedQueue<>();

    private volatile Consumer<ChangedWorkflowException> whenChanged = changed -> {};

    private RunLog(@Nullable Journal journal, String run, String version, boolean durable) {
        this.journal = journal;
        this.run = run;
        this.version = version;
        this.durable = durable;
    }

    /** Of a run that is new. */
    static RunLog of(Journal journal, String run, boolean durable) {
        return new RunLog(journal, run, "", durable);
    }

    /**
     * Of a run that goes on.
     *
     * @param version of the application that began it
     */
    static RunLog again(Journal journal, String run, String version) {
        RunLog log = new RunLog(journal, run, version, true);
        for (JournalledStep step : journal.steps(run)) {
            log.steps.put(id(step), step);
        }
        Map<StepId, List<OutcomeRow>> rows = new HashMap<>();
        for (OutcomeRow row : journal.outcomeRows(run)) {
            rows.computeIfAbsent(new StepId(row.path(), row.ordinal()), id -> new ArrayList<>())
                    .add(row);
        }
        log.outcomes.putAll(rows);
        log.unvisited.addAll(log.steps.keySet());
        log.unvisited.addAll(rows.keySet());
        return log;
    }

    private static StepId id(JournalledStep step) {
        return new StepId(step.path(), step.ordinal());
    }

    /** Who is told when the code does not fit the journal. */
    void whenChanged(Consumer<ChangedWorkflowException> listener) {
        whenChanged = listener;
    }

    /** Whether its steps are journalled, so that it goes on after a crash. */
    boolean durable() {
        return durable;
    }

    /** Whether it writes to this one. */
    boolean writesTo(Journal other) {
        return durable && journal == other;
    }

    /** Why the journal takes nothing at the moment, if this run needs it. */
    Optional<String> trouble() {
        return journal == null || !durable ? Optional.empty() : journal.trouble();
    }

    /**
     * What the journal has of a call, or of a value.
     *
     * @throws ChangedWorkflowException if the journal has something else there
     */
    Optional<JournalledStep> answer(StepId id, String task, String digest) {
        unvisited.remove(id);
        JournalledStep known = steps.get(id);
        if (known == null) {
            List<OutcomeRow> rows = outcomes.get(id);
            if (rows != null) {
                throw changed(id, "elements of map '" + rows.get(0).task() + "'", describe(task, digest));
            }
            return Optional.empty();
        }
        if (known.map() || !known.task().equals(task) || !known.digest().equals(digest)) {
            throw changed(
                    id,
                    known.map() ? "map '" + known.task() + "'" : describe(known.task(), known.digest()),
                    describe(task, digest));
        }
        return Optional.of(JournalWaits.patiently(() -> journal().step(run, id.path(), id.ordinal()))
                .orElseThrow(() -> new JournalException("Run '" + run + "': its step " + where(id)
                        + " has gone from the journal while the run went on.")));
    }

    /** The log of a map; with what the journal has of it already. */
    MapLog map(StepId id, String task, long startedMicros) {
        unvisited.remove(id);
        JournalledStep end = steps.get(id);
        List<OutcomeRow> rows = outcomes.getOrDefault(id, List.of());
        String known =
                end != null ? end.task() : rows.isEmpty() ? task : rows.get(0).task();
        if ((end != null && !end.map()) || !known.equals(task)) {
            throw changed(id, (end != null && !end.map() ? "call of '" : "map '") + known + "'", "map '" + task + "'");
        }
        long began = end != null
                ? end.startedMicros()
                : rows.isEmpty() ? startedMicros : rows.get(0).startedMicros();
        int next = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).number() + 1;
        JournalledStep place =
                new JournalledStep(id.path(), id.ordinal(), task, "", true, MapLog.NO_OUTCOME, began, began);
        OutcomeLog log = journal().outcomes(run, place, next);
        maps.add(log);
        return new MapLog(this, id, place, Optional.ofNullable(end), new RecordedOutcomes(journal(), rows), log);
    }

    /** A step has ended. */
    CompletableFuture<Void> ended(JournalledStep step) {
        CompletableFuture<Void> written = journal().step(run, step);
        writes.add(written);
        return written;
    }

    /** The run has ended. Done at once if it is not durable: then nobody waits for its record. */
    CompletableFuture<Void> ended(RunEnd end) {
        if (journal == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> written = journal.end(run, end);
        return durable ? written : CompletableFuture.completedFuture(null);
    }

    /** The journal has given up on the run's end, and its run has failed: that is its end, as soon as the journal takes it. */
    void endedWithout(Throwable refused, RunEnd end) {
        RunEnd failed = new RunEnd(
                "failed",
                end.time(),
                null,
                Optional.empty(),
                Optional.of(String.valueOf(refused.getMessage())),
                end.elements());
        journal().end(run, failed).whenComplete((done, again) -> {
            if (again != null) {
                endedWithout(refused, end);
            }
        });
    }

    /** Waits until all that the run has written is on disk: what comes next may depend on it. */
    void awaitWritten() {
        try {
            for (OutcomeLog map : maps) {
                if (!map.written()) {
                    map.barrier().get();
                }
            }
            for (CompletableFuture<Void> write : writes) {
                write.get();
            }
            writes.removeIf(write -> write.isDone() && !write.isCompletedExceptionally());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HearthException("Run '" + run + "' was interrupted while it waited for the journal.", e);
        } catch (ExecutionException e) {
            throw JournalWaits.unchecked(e);
        }
    }

    /** A map's log is no longer written to. */
    void closed(OutcomeLog map) {
        CompletableFuture<Void> written = map.barrier();
        writes.add(written);
        maps.remove(map);
    }

    /** Throws if the run ends and the journal has steps that it has not asked for. */
    void checkComplete() {
        Optional<StepId> left = unvisited.stream()
                .sorted((a, b) -> where(a).compareTo(where(b)))
                .findFirst();
        if (left.isPresent()) {
            JournalledStep step = steps.get(left.get());
            List<OutcomeRow> rows = outcomes.getOrDefault(left.get(), List.of());
            String task = step != null
                    ? step.task()
                    : rows.isEmpty() ? "" : rows.get(0).task();
            throw changed(left.get(), "a step of '" + task + "'", "nothing there");
        }
    }

    ChangedWorkflowException changed(StepId id, String recorded, String asked) {
        ChangedWorkflowException changed = new ChangedWorkflowException("Run '" + run + "' cannot go on at step "
                + where(id) + ": the journal has "
                + recorded + ", but the code asks for " + asked + ". The workflow has changed since version '" + version
                + "' began the run: start it with that code again, or start a new run.");
        // The run ends here, whatever the code makes of the exception.
        whenChanged.accept(changed);
        return changed;
    }

    static String describe(String task, String digest) {
        return "'" + task + "'" + (digest.isEmpty() ? "" : " with arguments of digest " + digest);
    }

    private static String where(StepId id) {
        return id.path() + id.ordinal();
    }

    private Journal journal() {
        if (journal == null) {
            throw new IllegalStateException("This run has no journal.");
        }
        return journal;
    }
}
