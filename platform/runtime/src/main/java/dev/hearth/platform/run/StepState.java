package dev.hearth.platform.run;

import dev.hearth.platform.pool.Settled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A step while it goes on. Safe for use by several threads. */
final class StepState {
    /** Elements of a map whose way is kept: the first ones. Of 10 million elements nobody reads more. */
    static final int TIMELINE_FIRST = 100;

    /** Elements with more than one attempt whose way is kept besides. */
    static final int TIMELINE_RETRIED = 100;

    private static final double NANOS_PER_MILLI = 1e6;

    private final StepId id;
    private final String task;
    private final boolean map;
    private final long runStarted;
    private final long started = System.nanoTime();
    private final Map<String, long[]> byReplica = new HashMap<>();
    private final List<ElementRecord> timeline = new ArrayList<>();
    private String digest = "";
    private long ended;
    private long submitted;
    private long succeeded;
    private long failed;
    private long retried;
    private long cold;
    private long hits;
    private long misses;
    private int keptRetried;

    StepState(StepId id, String task, boolean map, long runStarted) {
        this.id = id;
        this.task = task;
        this.map = map;
        this.runStarted = runStarted;
    }

    synchronized void digest(String value) {
        digest = value;
    }

    synchronized void submitted(long elements) {
        submitted += elements;
    }

    synchronized void settled(long index, Settled settled) {
        if (settled.failure() == null) {
            succeeded++;
        } else {
            failed++;
        }
        boolean again = settled.attempts() > 1;
        if (again) {
            retried++;
        }
        if (settled.cold()) {
            cold++;
        }
        hits += settled.cacheHits();
        misses += settled.cacheMisses();
        if (!settled.replica().isEmpty()) {
            byReplica.computeIfAbsent(settled.replica(), replica -> new long[1])[0]++;
        }
        if (index < TIMELINE_FIRST) {
            timeline.add(element(index, settled));
        } else if (again && keptRetried < TIMELINE_RETRIED) {
            keptRetried++;
            timeline.add(element(index, settled));
        }
    }

    synchronized void ended() {
        if (ended == 0) {
            ended = System.nanoTime();
        }
    }

    private ElementRecord element(long index, Settled settled) {
        long now = System.nanoTime();
        return new ElementRecord(
                index,
                settled.replica(),
                settled.attempts(),
                settled.cold(),
                millis(settled.queuedNanos()),
                millis(settled.runNanos()),
                settled.cacheHits(),
                settled.cacheMisses(),
                Math.max(0, millis(now - runStarted - settled.runNanos() - settled.queuedNanos())),
                Optional.ofNullable(settled.failure()).map(f -> f.kind() + ": " + f.message()));
    }

    synchronized MapProgress progress() {
        return new MapProgress(submitted, succeeded, failed, retried, Math.max(0, submitted - succeeded - failed));
    }

    synchronized StepRecord record() {
        return new StepRecord(
                id.path(),
                id.ordinal(),
                task,
                digest,
                map,
                progress(),
                cold,
                hits,
                misses,
                millis(started - runStarted),
                ended == 0 ? -1 : millis(ended - runStarted),
                counts(),
                List.copyOf(timeline));
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        byReplica.forEach((replica, count) -> counts.put(replica, count[0]));
        return counts;
    }

    private static double millis(long nanos) {
        return Math.round(nanos / NANOS_PER_MILLI * 100) / 100.0;
    }
}
