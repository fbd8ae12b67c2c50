package dev.hearth.platform.pool;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits for the tasks that were called by tasks, in all pools of a platform. Safe for use by several threads. */
public final class Callers {
    record Place(String replica, long lease) {}

    /** By the task that is waited for, as long as that is at a replica. */
    private final Map<Place, Caller> waiting = new ConcurrentHashMap<>();

    /**
     * A task that begins to wait.
     *
     * @param replica where it runs
     * @param lease under which
     */
    public Caller of(String replica, long lease) {
        return new Caller(this, replica, lease, waiting.get(new Place(replica, lease)));
    }

    void put(Place place, Caller caller) {
        waiting.put(place, caller);
    }

    void remove(Place place) {
        waiting.remove(place);
    }

    /** Calls of tasks that run for a task. */
    int size() {
        return waiting.size();
    }
}
