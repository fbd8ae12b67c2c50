package dev.hearth.platform.pool;

import dev.hearth.platform.pool.Element.Attempt;
import dev.hearth.platform.pool.PoolState.ReplicaState.Phase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the pool knows about one replica: its phase, and its leases in the order in which they were sent. */
final class Replica {
    final String name;
    /** In the order of their start or coming. */
    final long number;
    /** It runs one element, and nothing before or after it. */
    final boolean fresh;

    Phase phase = Phase.STARTING;
    /** Tasks at a time. */
    int slots;
    /** Slots that are busy with what others sent it, past the platform. */
    int direct;
    /** Since when it has had nothing to do; {@link Long#MAX_VALUE}: it has. */
    long idleSince = Long.MAX_VALUE;
    /** When it is killed if nothing is heard: of its start, of its life, of its stop. */
    long deadline;
    /** When its last heartbeat came. */
    long heartbeatAt;
    /** From when on its heartbeats say what it has lost. */
    long believedFrom;
    /** When it last answered for a lease or was sent one with nothing before it. */
    long lastProgress;
    /** A recall is not answered yet; it counts as lost at this time. 0: none. */
    long recallUntil;
    /** It had nothing to give back: no use to ask again before it has answered something. */
    boolean recallRefused;

    /** What it holds, in the order in which it was sent. */
    private Chain leases = new Chain();

    int held;
    long bytes;
    long sent;
    long completed;
    /** How much it was to hold when it was last filled. */
    int target;
    /** What it holds is to be the only thing it holds. */
    boolean alone;
    /** It gets nothing more until it is empty, and then an element that must be alone. */
    boolean reserved;

    private @Nullable Attempt lastAttempt;
    private @Nullable Map<PoolRun, Integer> capped;
    /** Whose element a fresh one was given. */
    private @Nullable PoolRun run;

    private boolean leaving;

    Replica(String name, long number, boolean fresh, long deadline) {
        this.name = name;
        this.number = number;
        this.fresh = fresh;
        this.deadline = deadline;
    }

    /** It may be sent something from the queues. */
    boolean open() {
        return phase == Phase.READY && !alone && !reserved && !spent();
    }

    /** Slots for elements. */
    int room() {
        return Math.max(0, slots - direct);
    }

    /** What it holds may have changed. */
    void rest(long now) {
        if (held + direct > 0) {
            idleSince = Long.MAX_VALUE;
        } else if (idleSince == Long.MAX_VALUE) {
            idleSince = now;
        }
    }

    /** It has been given the one element that it may run. */
    boolean spent() {
        return fresh && sent > 0;
    }

    /**
     * A free slot takes anything; ahead go only elements of a known time, as many and as large as the settings allow, and none whose waiting has a limit, or for
     * which a task waits: behind another it would wait where the pool cannot end that. Nothing goes ahead to where others send work too: nobody knows how much.
     */
    boolean takes(Element element, PoolSettings settings) {
        if (fresh) {
            return !spent();
        }
        if (held < room()) {
            return true;
        }
        return direct == 0
                && !element.watched
                && element.limits.queueTimeoutNanos() == 0
                // It might be sent behind a task that waits for it.
                && element.caller == null
                && held < element.time.target(settings, slots)
                && bytes + element.bytes() <= settings.maxAheadBytes();
    }

    /** The oldest of its leases, {@link Element#next} being the next. */
    @Nullable
    Element first() {
        return leases.first;
    }

    /** The newest, {@link Element#previous} being the one before. */
    @Nullable
    Element last() {
        return leases.last;
    }

    /** A frame of several follows. */
    void renew() {
        leases = leases.renewed();
    }

    /** An attempt that is sent to it now. */
    Attempt attempt(long now, boolean cold) {
        Attempt shared = lastAttempt;
        if (shared == null || shared.at() != now || shared.cold() != cold) {
            shared = new Attempt(name, now, cold);
            lastAttempt = shared;
        }
        return shared;
    }

    void add(Element element) {
        leases.add(element);
        element.replica = this;
        run = fresh ? element.run : null;
        held++;
        idleSince = Long.MAX_VALUE;
        sent++;
        bytes += element.bytes();
    }

    void remove(Element element) {
        leases.remove(element);
        element.replica = null;
        held--;
        bytes -= element.bytes();
        alone &= held > 0;
    }

    /** A fresh one has run its element, and its process is asked to end. */
    void leaves() {
        if (run != null) {
            leaving = true;
            run.leaving++;
        }
    }

    /** Its process has ended, or counts as ended. */
    void left() {
        if (leaving && run != null) {
            leaving = false;
            run.leaving--;
        }
    }

    /** Counts leases of runs that have a cap; returns how many the run has here now. */
    int countLease(PoolRun run, int change) {
        if (capped == null) {
            capped = new LinkedHashMap<>();
        }
        int count = capped.getOrDefault(run, 0) + change;
        if (count == 0) {
            capped.remove(run);
        } else {
            capped.put(run, count);
        }
        return count;
    }

    /** How many leases a run with a cap has here. */
    int leasesOf(PoolRun run) {
        return capped == null ? 0 : capped.getOrDefault(run, 0);
    }

    Set<PoolRun> cappedRuns() {
        return capped == null ? Set.of() : capped.keySet();
    }
}
