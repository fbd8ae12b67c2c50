package dev.hearth.platform.pool;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the model knows of a replica that the pool has asked for. */
final class ModelReplica {
    enum State {
        STARTING,
        READY,
        STOPPING,
        GONE
    }

    final String name;
    final long startedAt;
    /** In the order of starts and comings. */
    final long number;

    State state = State.STARTING;
    int slots;
    long heardAt;
    long heartbeatAt;
    long believedFrom;
    long stopAt;
    /** Slots that are busy with what others sent it. */
    int direct;
    /** Since when it has had nothing to do. */
    long idleSince = Long.MAX_VALUE;

    long sent;
    long completed;
    /** Whose element it was sent last. */
    @Nullable
    ModelRun run;

    long recallUntil;
    long progressAt;
    /** Had nothing to give back, and has answered nothing since. */
    boolean recallRefused;
    /** A task of this replica was reported as stuck during this call. */
    boolean stuck;
    /** In the order in which they were sent. */
    final Map<Long, ModelElement> leases = new LinkedHashMap<>();

    ModelReplica(String name, long number, long startedAt) {
        this.name = name;
        this.number = number;
        this.startedAt = startedAt;
    }

    int leasesOf(ModelRun run) {
        int count = 0;
        for (ModelElement element : leases.values()) {
            count += element.run == run ? 1 : 0;
        }
        return count;
    }

    /** Slots for elements. */
    int room() {
        return Math.max(0, slots - direct);
    }

    /** Sent nothing so far. */
    boolean unused() {
        return sent == 0 && (state == State.STARTING || state == State.READY);
    }

    boolean holdsSuspect() {
        for (ModelElement element : leases.values()) {
            return element.suspect();
        }
        return false;
    }

    int bytes() {
        int sum = 0;
        for (ModelElement element : leases.values()) {
            sum += element.element.bytes();
        }
        return sum;
    }
}
