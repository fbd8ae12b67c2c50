package dev.hearth.platform.run;

import dev.hearth.platform.journal.JournalledStep;
import dev.hearth.platform.journal.Outcome;
import dev.hearth.platform.pool.Settled;
import dev.hearth.platform.run.MapFlow.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A step while it goes on. Safe for use by several threads. */
final class StepState {
    /** Elements of a map whose way is kept: the first ones. Of 10 million elements nobody reads more. */
    static final int TIMELINE_FIRST = 100;

    /** Elements with more than one attempt whose way is kept besides. */
    static final int TIMELINE_RETRIED = 100;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long NANOS_PER_MICRO = 1_000;

    private final StepId id;
    private final String task;
    private final boolean map;
    private final long runStarted;
    private volatile @Nullable MapLog log;
    private long started = System.nanoTime();
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

    /** The step's elements are journalled, or found in the journal. */
    void log(MapLog mapLog) {
        synchronized (this) {
            started = runStarted + mapLog.place().startedMicros() * NANOS_PER_MICRO;
        }
        log = mapLog;
    }

    /** What the journal has of an element that is to be fed, or null. Asked once for each, in order. */
    @Nullable
    Outcome recorded(long index, int elementDigest) {
        MapLog mapLog = log;
        return mapLog == null ? null : mapLog.recorded(index, elementDigest);
    }

    synchronized void digest(String value) {
        digest = value;
    }

    /** The step is known from the journal. */
    synchronized void restore(JournalledStep step) {
        started = runStarted + step.startedMicros() * NANOS_PER_MICRO;
        ended = runStarted + step.endedMicros() * NANOS_PER_MICRO;
        digest = step.digest();
    }

    /** Microseconds since the run's start, of the step's start. */
    synchronized long startedMicros() {
        return micros(started);
    }

    /** Microseconds since the run's start, now. */
    long nowMicros() {
        return micros(System.nanoTime());
    }

    private long micros(long nanos) {
        return Math.max(0, (nanos - runStarted) / NANOS_PER_MICRO);
    }

    synchronized void submitted(long elements) {
        submitted += elements;
    }

    /** The one call of the step has its outcome. */
    void settled(Settled settled) {
        settled(0, settled, nowMicros());
    }

    /** Elements of a map have their outcomes. Waits while too much is on its way to the journal. */
    void settled(List<Item> items) {
        long now = nowMicros();
        MapLog mapLog = log;
        if (mapLog != null) {
            // Outside the lock: it may wait for the journal, and the step's record must not.
            mapLog.settled(items, now);
        }
        synchronized (this) {
            for (Item item : items) {
                settled(item.index(), item.settled(), item.recordedMicros() == Item.NEW ? now : item.recordedMicros());
            }
        }
    }

    /** One that was settled so many microseconds after the run's start. */
    synchronized void settled(long index, Settled settled, long atMicros) {
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
            timeline.add(element(index, settled, atMicros));
        } else if (again && keptRetried < TIMELINE_RETRIED) {
            keptRetried++;
            timeline.add(element(index, settled, atMicros));
        }
    }

    synchronized void ended() {
        if (ended == 0) {
            ended = System.nanoTime();
        }
    }

    /** The map has come to its end. */
    void mapSucceeded() {
        MapLog mapLog = log;
        if (mapLog != null) {
            String whole;
            synchronized (this) {
                whole = digest;
            }
            mapLog.succeeded(whole, nowMicros());
        }
    }

    /** The map has failed. Returns how to tell it. */
    RuntimeException mapFailed(RuntimeException failure) {
        MapLog mapLog = log;
        return mapLog == null ? failure : mapLog.failed(failure, nowMicros());
    }

    /** The map is over, however it ended. */
    void mapClosed() {
        MapLog mapLog = log;
        if (mapLog != null) {
            mapLog.close();
        }
    }

    private ElementRecord element(long index, Settled settled, long atMicros) {
        long at = atMicros * NANOS_PER_MICRO;
        return new ElementRecord(
                index,
                settled.replica(),
                settled.attempts(),
                settled.cold(),
                millis(settled.queuedNanos()),
                millis(settled.runNanos()),
                settled.cacheHits(),
                settled.cacheMisses(),
                Math.max(0, millis(at - settled.runNanos() - settled.queuedNanos())),
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
