package dev.hearth.platform.dispatch;

import dev.hearth.FailureKind;
import dev.hearth.functions.link.Failure;
import dev.hearth.platform.pool.Settled;
import java.util.EnumMap;
import java.util.Map;

/** What became of one task's elements since the platform's start. Confined to its pool's loop; whoever else reads it has a copy. */
public final class TaskStatistics {
    private final Map<FailureKind, Long> failed = new EnumMap<>(FailureKind.class);
    private final Durations waited = new Durations();
    private final Durations ran = new Durations();
    private long succeeded;
    private long attempts;
    private long cold;
    private long cacheHits;
    private long cacheMisses;

    void settled(Settled settled) {
        Failure failure = settled.failure();
        if (failure == null) {
            succeeded++;
        } else {
            failed.merge(failure.kind(), 1L, Long::sum);
        }
        attempts += settled.attempts();
        cold += settled.cold() ? 1 : 0;
        cacheHits += settled.cacheHits();
        cacheMisses += settled.cacheMisses();
        waited.record(settled.queuedNanos());
        if (settled.attempts() > 0) {
            ran.record(settled.runNanos());
        }
    }

    void add(TaskStatistics other) {
        other.failed.forEach((kind, count) -> failed.merge(kind, count, Long::sum));
        succeeded += other.succeeded;
        attempts += other.attempts;
        cold += other.cold;
        cacheHits += other.cacheHits;
        cacheMisses += other.cacheMisses;
        waited.add(other.waited);
        ran.add(other.ran);
    }

    /** Elements that succeeded. */
    public long succeeded() {
        return succeeded;
    }

    /** Elements that failed, by their failure's kind; every kind is there. */
    public Map<FailureKind, Long> failed() {
        Map<FailureKind, Long> kinds = new EnumMap<>(FailureKind.class);
        for (FailureKind kind : FailureKind.values()) {
            kinds.put(kind, failed.getOrDefault(kind, 0L));
        }
        return kinds;
    }

    /** Attempts of elements that have been settled. */
    public long attempts() {
        return attempts;
    }

    /** Elements that waited for a replica to start. */
    public long cold() {
        return cold;
    }

    /** Calls of actor caches that found what they asked for. */
    public long cacheHits() {
        return cacheHits;
    }

    /** Calls of actor caches that had to load. */
    public long cacheMisses() {
        return cacheMisses;
    }

    /** From an element's submission to its last attempt's dispatch. */
    public Durations waited() {
        return waited;
    }

    /** The last attempt's running time, of elements that had one. */
    public Durations ran() {
        return ran;
    }
}
