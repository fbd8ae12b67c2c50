package dev.hearth.platform.run;

import dev.hearth.platform.journal.Journal;
import dev.hearth.platform.journal.JournalException;
import dev.hearth.platform.journal.JournalledRun;
import dev.hearth.platform.journal.RunEnd;
import dev.hearth.platform.journal.RunFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The runs of one application in its journal, in the words of runs. Safe for use by several threads.
 *
 * @param journal where they are
 * @param version of the application
 */
record RunJournal(Journal journal, String version) {
    /** How long a request waits until its run is journalled. */
    private static final long BEGIN_MILLIS = 10_000;

    /**
     * Begins a run, and waits until that is on disk.
     *
     * @throws RunRefusedException if the journal does not take it now
     */
    RunState begin(Asked asked, RunRequest request, byte[] input, Optional<String> options, boolean spools) {
        refuseInTrouble(asked.name());
        RunState run = newRun(asked, request, true);
        begin(run, input, options, spools ? JournalledRun.SPOOLING : JournalledRun.RUNNING);
        return run;
    }

    /** Begins a run that ends with its platform; nobody waits for its record. */
    RunState beginBound(String kind, String name, RunRequest request) {
        RunState run = newRun(Asked.of(kind, name), request, false);
        journal.begin(journalled(run, new byte[0], Optional.empty(), JournalledRun.RUNNING));
        return run;
    }

    private RunState newRun(Asked asked, RunRequest request, boolean durable) {
        String id = UUID.randomUUID().toString();
        return new RunState(id, asked, request, RunLog.of(journal, id, durable), RunState.now());
    }

    private void begin(RunState run, byte[] input, Optional<String> options, String state) {
        boolean begun;
        try {
            begun = JournalWaits.written(journal.begin(journalled(run, input, options, state)), BEGIN_MILLIS);
        } catch (JournalException e) {
            throw refused(run.name(), String.valueOf(e.getMessage()));
        }
        if (!begun) {
            // If it is written yet, this is written right after it.
            journal.remove(List.of(run.id()));
            throw refused(run.name(), journal.trouble().orElse("it takes longer than " + BEGIN_MILLIS + " ms"));
        }
    }

    /** Refuses a run while the journal cannot take it. */
    void refuseInTrouble(String name) {
        Optional<String> trouble = journal.trouble();
        if (trouble.isPresent()) {
            throw refused(name, trouble.get());
        }
    }

    private static RunRefusedException refused(String name, String why) {
        return new RunRefusedException(
                RunRefusedException.Reason.UNAVAILABLE,
                "Run of '" + name + "' refused: the journal cannot take it: " + why + ". Ask again later.");
    }

    private JournalledRun journalled(RunState run, byte[] input, Optional<String> options, String state) {
        return new JournalledRun(
                run.id(),
                version,
                run.kind(),
                run.name(),
                run.log().durable(),
                run.request().origin(),
                run.request().traceparent(),
                // A run that is bound to its request is not looked for by a key.
                run.log().durable() ? run.request().idempotencyKey() : Optional.empty(),
                input,
                options,
                state,
                run.started(),
                Optional.empty());
    }

    /** A run that its platform has left unfinished, as it was. */
    RunState again(JournalledRun run) {
        return new RunState(
                run.id(),
                Asked.of(run),
                new RunRequest(run.origin(), run.key(), run.traceparent()),
                RunLog.again(journal, run.id(), run.version()),
                run.started());
    }

    /** Takes over what nobody goes on with, ends what cannot go on, and gives the runs that can, the oldest first. */
    List<JournalledRun> takeOver() {
        List<JournalledRun> goOn = new ArrayList<>();
        for (JournalledRun run : journal.takeOver()) {
            if (run.state().equals(JournalledRun.SPOOLING)) {
                journal.remove(List.of(run.id()));
            } else if (run.durable()) {
                goOn.add(run);
            } else {
                journal.end(
                        run.id(),
                        new RunEnd(
                                "failed",
                                Instant.now(),
                                null,
                                Optional.empty(),
                                Optional.of("Run '" + run.id() + "' of '" + run.name()
                                        + "' was tied to a connection, which ended with its platform. "
                                        + "Send it again, or as a durable map."),
                                new RunEnd.Elements(0, 0, 0, 0)));
            }
        }
        return goOn;
    }

    Optional<PastRun> find(String id) {
        return journal.run(id).map(run -> new PastRun(journal, run));
    }

    Optional<PastRun> ofKey(String key) {
        return journal.ofKey(key).map(run -> new PastRun(journal, run));
    }

    /** A page of the runs in memory and in the journal; what memory has is newer. */
    RunPage list(RunQuery query, List<RunRecord> inMemory) {
        Optional<RunFilter.Position> after = query.after().map(RunCursor::read);
        List<JournalledRun> past = journal.newest(
                new RunFilter(query.state(), query.kind(), query.name(), query.since(), after, query.limit() + 1));
        Set<String> known = new HashSet<>();
        inMemory.forEach(run -> known.add(run.id()));
        List<RunRecord> all = new ArrayList<>(inMemory);
        past.stream()
                .filter(run -> !known.contains(run.id()))
                .map(PastRun::summary)
                .forEach(all::add);
        all.sort(RunTable.NEWEST_FIRST);
        return RunCursor.page(query, all);
    }
}
