package dev.hearth.platform.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The runs in memory: those under way, and some that have ended. Safe for use by several threads. */
final class RunTable {
    /** Newest first, as lists of runs are. */
    static final Comparator<RunRecord> NEWEST_FIRST = Comparator.comparing(RunRecord::started)
            .thenComparing(RunRecord::id)
            .reversed();

    /** Runs under way at once; one more is refused. */
    static final int MAX_RUNNING = 100_000;

    private final Map<String, RunState> runs = new LinkedHashMap<>();
    private final Map<String, RunState> byKey = new HashMap<>();

    /**
     * Adds a run, and forgets the oldest that have ended.
     *
     * @throws RunRefusedException if there are too many
     */
    synchronized void add(RunState run) {
        if (runs.size() >= Runs.REMEMBERED) {
            forgetOldestEnded();
        }
        if (runs.size() >= MAX_RUNNING) {
            throw new RunRefusedException(
                    RunRefusedException.Reason.TOO_MANY,
                    "Run of '" + run.name() + "' refused: " + runs.size()
                            + " runs are under way, which is the limit. Wait for some to end.");
        }
        runs.put(run.id(), run);
        run.request().idempotencyKey().ifPresent(key -> byKey.put(key, run));
    }

    private void forgetOldestEnded() {
        Iterator<RunState> oldestFirst = runs.values().iterator();
        while (oldestFirst.hasNext() && runs.size() >= Runs.REMEMBERED) {
            RunState run = oldestFirst.next();
            if (!run.running()) {
                oldestFirst.remove();
                run.request().idempotencyKey().ifPresent(byKey::remove);
            }
        }
    }

    /** Forgets those that are left to other platforms, and returns them. */
    synchronized List<RunState> removeAll(Predicate<RunState> which) {
        List<RunState> found = runs.values().stream().filter(which).toList();
        for (RunState run : found) {
            runs.remove(run.id());
            run.request().idempotencyKey().ifPresent(byKey::remove);
        }
        return found;
    }

    synchronized Optional<RunState> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    synchronized Optional<RunState> ofKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The records without their steps, newest first. */
    List<RunRecord> records() {
        List<RunState> states;
        synchronized (this) {
            states = new ArrayList<>(runs.values());
        }
        return states.stream()
                .map(run -> run.record().withoutSteps())
                .sorted(NEWEST_FIRST)
                .toList();
    }
}
