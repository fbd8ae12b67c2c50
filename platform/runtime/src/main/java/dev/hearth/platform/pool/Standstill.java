package dev.hearth.platform.pool;

import dev.hearth.platform.pool.PoolState.ReplicaState.Phase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what would wait for ever: elements in the queue while every slot that there can be is held by a task that waits for one of them, by way of tasks
 * of other environments. It looks now and then, and only while a task waits for something in the queue.
 */
class Standstill {
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final PoolSettings settings;
    private final Work work;
    private final Fleet fleet;
    private long next = Long.MAX_VALUE;

    Standstill(PoolSettings settings, Work work, Fleet fleet) {
        this.settings = settings;
        this.work = work;
        this.fleet = fleet;
    }

    /** To be called after each change. */
    void consider(long now) {
        if (work.called.isEmpty()) {
            next = Long.MAX_VALUE;
        } else if (next == Long.MAX_VALUE) {
            next = now + LOOK_NANOS;
        }
    }

    long next() {
        return next;
    }

    /** The newest of the elements that wait for ever; null if something may still move, or if it is too early to look. One that fails lets the others go on. */
    @Nullable
    Element find(long now) {
        if (now < next) {
            return null;
        }
        next = now + LOOK_NANOS;
        Map<Replica, Set<Element>> waiting = new HashMap<>();
        Element newest = null;
        for (Element element : work.called) {
            if (noteHolders(element, waiting)) {
                newest = element;
            }
        }
        return newest != null && allHeld(waiting) ? newest : null;
    }

    /** Notes those of the pool's tasks that wait for the element. */
    private boolean noteHolders(Element element, Map<Replica, Set<Element>> waiting) {
        boolean any = false;
        for (Caller caller = element.caller; caller != null; caller = caller.caller) {
            Replica replica = fleet.replicas.get(caller.replica);
            Element holder = replica == null ? null : work.book.find(caller.lease, replica);
            // One that is told to end will not wait much longer.
            if (replica != null && holder != null && !holder.cancelling) {
                waiting.computeIfAbsent(replica, r -> new HashSet<>()).add(holder);
                any = true;
            }
        }
        return any;
    }

    private boolean allHeld(Map<Replica, Set<Element>> waiting) {
        if (fleet.replicas.size() < settings.replicas()) {
            return false;
        }
        for (Replica replica : fleet.replicas.values()) {
            if (replica.phase != Phase.READY
                    || waiting.getOrDefault(replica, Set.of()).size() < replica.slots) {
                return false;
            }
        }
        return true;
    }

    String message() {
        return "It would wait for ever: all replicas of environment '" + settings.environment()
                + "' run tasks that wait for this call, or for one like it, by way of another environment. "
                + "Raise the environment's replica-count or concurrency, or let what its tasks call not call back into it.";
    }
}
