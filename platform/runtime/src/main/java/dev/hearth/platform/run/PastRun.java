package dev.hearth.platform.run;

import dev.hearth.FailureKind;
import dev.hearth.HearthException;
import dev.hearth.TaskFailedException;
import dev.hearth.platform.journal.Journal;
import dev.hearth.platform.journal.JournalledRun;
import dev.hearth.platform.journal.JournalledStep;
import dev.hearth.platform.journal.Outcome;
import dev.hearth.platform.journal.OutcomeRow;
import dev.hearth.platform.journal.RunEnd;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A run as the journal has it: one that has ended, or that another platform works on. Immutable.
 *
 * @param journal where it is
 * @param run what the journal has of it
 */
record PastRun(Journal journal, JournalledRun run) implements RunHandle {
    @Override
    public String id() {
        return run.id();
    }

    @Override
    public CompletableFuture<byte[]> result() {
        Optional<RunEnd> end = run.end();
        if (end.isEmpty()) {
            throw new IllegalStateException("Run '" + run.id() + "' has not ended.");
        }
        byte[] result = end.get().result();
        return end.get().state().equals("succeeded")
                ? CompletableFuture.completedFuture(result == null ? new byte[0] : result)
                : CompletableFuture.failedFuture(failure(end.get()));
    }

    private static HearthException failure(RunEnd end) {
        String message = end.failure().orElse("The run failed.");
        Optional<FailureKind> kind = end.failureKind();
        return kind.isPresent() ? new TaskFailedException(kind.get(), message, "") : new HearthException(message);
    }

    @Override
    public void cancel(String reason) {
        // It has ended.
    }

    @Override
    public RunRecord record() {
        return run.end().isPresent() ? record(run, steps(journal.outcomeRows(run.id()))) : underWay();
    }

    /** Its calls one by one, its maps in sum: somebody may ask very often. */
    private RunRecord underWay() {
        List<StepRecord> calls = steps(List.of());
        long succeeded = 0;
        long failed = 0;
        for (OutcomeRow row : journal.outcomeRows(run.id())) {
            succeeded += row.succeeded();
            failed += row.failed();
        }
        MapProgress all = new MapProgress(succeeded + failed, succeeded, failed, 0, 0);
        for (StepRecord call : calls) {
            all = all.plus(call.progress());
        }
        RunRecord record = record(run, calls);
        return new RunRecord(
                record.id(),
                record.kind(),
                record.name(),
                record.origin(),
                record.state(),
                record.started(),
                record.ended(),
                record.failure(),
                all,
                calls);
    }

    /** Without its steps. */
    static RunRecord summary(JournalledRun run) {
        return record(run, List.of());
    }

    private static RunRecord record(JournalledRun run, List<StepRecord> steps) {
        RunEnd.Elements all = run.end().map(RunEnd::elements).orElse(new RunEnd.Elements(0, 0, 0, 0));
        return new RunRecord(
                run.id(),
                run.kind(),
                run.name(),
                run.origin(),
                run.end().map(RunEnd::state).orElse(JournalledRun.RUNNING),
                run.started(),
                run.end().map(RunEnd::time),
                run.end().flatMap(RunEnd::failure),
                new MapProgress(
                        all.submitted(),
                        all.succeeded(),
                        all.failed(),
                        all.retried(),
                        Math.max(0, all.submitted() - all.succeeded() - all.failed())),
                steps);
    }

    /** The steps that are journalled: calls, values and maps, in the order of their start. */
    private List<StepRecord> steps(List<OutcomeRow> rows) {
        Map<StepId, StepState> steps = new LinkedHashMap<>();
        for (OutcomeRow row : rows) {
            StepId id = new StepId(row.path(), row.ordinal());
            StepState map = steps.computeIfAbsent(id, i -> new StepState(i, row.task(), true, 0));
            map.submitted(row.succeeded() + row.failed());
            for (Outcome outcome : journal.outcomes(row)) {
                map.settled(outcome.index(), outcome.settled(), outcome.atMicros());
            }
        }
        for (JournalledStep step : journal.steps(run.id())) {
            StepId id = new StepId(step.path(), step.ordinal());
            StepState state = steps.computeIfAbsent(id, i -> new StepState(i, step.task(), step.map(), 0));
            if (!step.map() && !step.task().startsWith(WorkflowValues.TASK)) {
                state.submitted(1);
                state.settled(0, step.outcome(), step.endedMicros());
            }
            state.restore(step);
        }
        return steps.values().stream()
                .map(StepState::record)
                .sorted(Comparator.comparingDouble(StepRecord::startedMillis))
                .toList();
    }
}
